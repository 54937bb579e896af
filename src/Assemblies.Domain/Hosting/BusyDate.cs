using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Hosting;

/// <summary>Days on which others meet, so that an assembly had better not.</summary>
public sealed class BusyDate : Entity<BusyDate>
{
    private BusyDate() { }

    /// <summary>Adds some.</summary>
    /// <param name="organisation">Who meets, when it is somebody the network knows; null for others.</param>
    /// <param name="title">What it is.</param>
    /// <param name="from">The first day.</param>
    /// <param name="until">The last day.</param>
    public BusyDate(Id<Organisation>? organisation, string title, LocalDate from, LocalDate until) =>
        (Organisation, Title, From, Until) = (organisation, title, from, until);

    /// <summary>Who meets; null for others than the network knows.</summary>
    public Id<Organisation>? Organisation { get; private set; }

    /// <summary>What it is.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The first day.</summary>
    public LocalDate From { get; private set; }

    /// <summary>The last day.</summary>
    public LocalDate Until { get; private set; }
}

/// <summary>Something that lies on the days of a date option.</summary>
/// <param name="Title">What it is.</param>
/// <param name="From">Its first day.</param>
/// <param name="Until">Its last day.</param>
public sealed record Clash(string Title, LocalDate From, LocalDate Until)
{
    /// <summary>"Industry Skills Alliance annual meeting on 21 October 2027".</summary>
    public string InWords => From == Until ? $"{Title} on {Words.Date(From)}" : $"{Title}, {Words.Date(From)} to {Words.Date(Until)}";

    /// <summary>Those among them that lie on a day of the option, the earliest first.</summary>
    public static IReadOnlyList<Clash> With(DateOption option, IEnumerable<Clash> busy) =>
        [
            .. busy.Where(b => option.AllDays().Any(day => b.From <= day && day <= b.Until))
                .OrderBy(b => b.From)
                .ThenBy(b => b.Title, StringComparer.Ordinal),
        ];
}

/// <summary>The region a country counts to, for the balance of hosts; the secretariat edits the table.</summary>
public sealed class CountryRegion
{
    private CountryRegion() { }

    /// <summary>Puts a country into a region.</summary>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <param name="region">The region's name.</param>
    public CountryRegion(string country, string region) => (Country, Region) = (country, region);

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string Country { get; private set; } = "";

    /// <summary>The region's name.</summary>
    public string Region { get; private set; } = "";
}

/// <summary>Whether a main room holds those who are expected.</summary>
public static class Capacity
{
    /// <summary>Seats that are missing; 0 when everybody sits.</summary>
    public static int Missing(int seats, int expected) => Math.Max(0, expected - seats);
}
