using System.Runtime.InteropServices;

namespace Assemblies.Domain.Hosting;

/// <summary>A place on the globe.</summary>
/// <param name="Latitude">Degrees north, −90 to 90.</param>
/// <param name="Longitude">Degrees east, −180 to 180.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Coordinates(double Latitude, double Longitude)
{
    /// <summary>The mean radius of the Earth, in kilometres.</summary>
    public const double EarthRadiusKm = 6_371.0088;

    /// <summary>Kilometres along the great circle, on a sphere of <see cref="EarthRadiusKm"/> (haversine).</summary>
    public double KilometresTo(Coordinates other)
    {
        var (here, there) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var north = Math.Sin((there - here) / 2);
        var east = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var haversine = (north * north) + (Math.Cos(here) * Math.Cos(there) * east * east);
        return 2 * EarthRadiusKm * Math.Asin(Math.Sqrt(Math.Min(1, haversine)));
    }
}

/// <summary>From where a member sets out.</summary>
/// <param name="Member">Its code, or whatever names it to the caller.</param>
/// <param name="City">Its city, as the page shows it.</param>
/// <param name="At">Where that is.</param>
public sealed record Origin(string Member, string City, Coordinates At);

/// <summary>One member's way.</summary>
/// <param name="From">From where.</param>
/// <param name="Kilometres">One way, along the great circle.</param>
public sealed record Journey(Origin From, double Kilometres);

/// <summary>All members' ways to one place, to compare proposals; not a travel plan.</summary>
/// <remarks>
/// Every member counts once, those of one country each, the host with 0; applicants, partners and the Commission do not. Kilometres are not
/// rounded here: round what is shown, not what is summed.
/// </remarks>
public sealed class Journeys
{
    private Journeys(Journey[] all) => All = all;

    /// <summary>The ways, the shortest first; equal ones by member.</summary>
    public IReadOnlyList<Journey> All { get; }

    /// <summary>The sum of all members' kilometres, one way.</summary>
    public double Sum => All.Sum(j => j.Kilometres);

    /// <summary>The average of a member; 0 without members.</summary>
    public double Mean => All.Count == 0 ? 0 : Sum / All.Count;

    /// <summary>The shortest; null without members.</summary>
    public Journey? Shortest => All.Count == 0 ? null : All[0];

    /// <summary>The longest; null without members.</summary>
    public Journey? Longest => All.Count == 0 ? null : All[^1];

    /// <summary>Half of the members have at most this.</summary>
    public double Median => Quantile(0.5);

    /// <summary>A quarter of the members has at most this.</summary>
    public double LowerQuartile => Quantile(0.25);

    /// <summary>A quarter of the members has at least this.</summary>
    public double UpperQuartile => Quantile(0.75);

    /// <summary>Works out the ways of members to a place.</summary>
    public static Journeys To(Coordinates place, IEnumerable<Origin> members) =>
        new([
            .. members
                .Select(member => new Journey(member, member.At.KilometresTo(place)))
                .OrderBy(j => j.Kilometres)
                .ThenBy(j => j.From.Member, StringComparer.Ordinal),
        ]);

    /// <summary>How many members come from no further than this; 800 km is about a day's train.</summary>
    public int Within(double kilometres) => All.Count(j => j.Kilometres <= kilometres);

    private double Quantile(double share)
    {
        if (All.Count == 0)
        {
            return 0;
        }

        var place = share * (All.Count - 1);
        var (low, high) = ((int)Math.Floor(place), (int)Math.Ceiling(place));
        return All[low].Kilometres + ((All[high].Kilometres - All[low].Kilometres) * (place - low));
    }
}
