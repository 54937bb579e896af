using System.Globalization;
using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Look;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>Somebody who is to be reminded, and of what.</summary>
internal sealed record Reminded(string Email, string Name, string TimeZone, Id<Person>? Person, IReadOnlyList<string> Lines)
{
    /// <summary>The entries that the lines are about; none for what is due.</summary>
    public IReadOnlyList<Id<DiaryEntry>> Entries { get; init; } = [];
}

/// <summary>A reminder as it stands in the calendar of reminders: one mail to each of those it concerns.</summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Due">The day it is about.</param>
/// <param name="On">The first day it goes out.</param>
/// <param name="Last">The last day it makes sense.</param>
/// <param name="What">What it says, in a few words.</param>
/// <param name="To">Whom it concerns, as things stand.</param>
internal sealed record PlannedReminder(
    Assembly Assembly,
    ReminderKind Kind,
    LocalDate Due,
    LocalDate On,
    LocalDate Last,
    string What,
    IReadOnlyList<Reminded> To
)
{
    /// <summary>The generation of the entries it is about; null where a day is due. Whoever declines the first of them is not reminded again.</summary>
    public int? Generation { get; init; }

    /// <summary>What makes it unique for somebody: it is never sent twice.</summary>
    public string Key(Reminded to)
    {
        var which = Generation is { } generation ? $"{generation}" : $"{Due:uuuu-MM-dd}";
        return string.Create(CultureInfo.InvariantCulture, $"reminder/{Assembly.Id}/{Kind}/{which}/{to.Email}");
    }

    /// <summary>Whether it may reach somebody now.</summary>
    public bool IsTimely(Reminded to, Instant now)
    {
        var zone = Zones.Of(to.TimeZone);
        var day = now.InZone(zone).Date;
        return day >= On && day <= Last && SensibleHour.IsNow(now, zone);
    }
}
