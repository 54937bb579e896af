using System.Globalization;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using NodaTime;

namespace Assemblies.Domain.Tests.Presence;

/// <summary>A day of the general assembly in Ljubljana, published from lines such as "15 Opening" or "120 pause fixed Lunch".</summary>
internal sealed class Day
{
    public static readonly LocalDate Date = new(2027, 4, 22);
    public static readonly Id<Person> Chair = Id<Person>.New();
    public static readonly Id<Person> Deputy = Id<Person>.New();

    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/Ljubljana"];

    public Day(string begins, params string[] lines)
    {
        var start = Date + Time(begins);
        var assembly = new Assembly(
            "GA-2027-1",
            "Spring",
            Id<Organisation>.New(),
            new("Hall", null, "Ljubljana", "SI", 46, 14, "Europe/Ljubljana"),
            StepKind.Planned,
            At("08:00"),
            null
        );
        Meeting = assembly
            .AddMeeting(
                new(
                    "day1",
                    "General Assembly, day 1",
                    true,
                    Audience.Members,
                    MeetingFormat.Hybrid,
                    Date,
                    start.TimeOfDay,
                    new(17, 30),
                    null,
                    null,
                    null
                )
            )
            .Value!;
        var sessions = new List<PublishedSession>();
        var number = 0;
        foreach (var line in lines)
        {
            var words = line.Split(' ').ToList();
            bool Took(string word) => words.Remove(word);
            var (minutes, isPause, isCheckIn, isFixed) = (
                int.Parse(words[0], CultureInfo.InvariantCulture),
                Took("pause"),
                Took("checkIn"),
                Took("fixed")
            );
            var letter = new[] { "A", "B", "C" }.FirstOrDefault(Took);
            var title = string.Join(' ', words.Skip(1));
            var from = letter is not null && sessions is [.., { Parallel: not null } beside] ? beside.Start : start;
            var kind =
                isPause ? SessionKind.Break
                : isCheckIn ? SessionKind.CheckIn
                : SessionKind.Plain;
            PublishedItem[] items =
                isPause || isCheckIn || letter is not null
                    ? []
                    :
                    [
                        .. title
                            .Split('+')
                            .Select(one => new PublishedItem(
                                Id<AgendaItem>.New(),
                                $"{++number}",
                                one,
                                ItemKind.Decision,
                                minutes,
                                null,
                                null,
                                false,
                                false,
                                "",
                                []
                            )),
                    ];
            var length = minutes * Math.Max(1, items.Length);
            sessions.Add(
                new(
                    Id<Session>.New(),
                    items.Length is 0 ? title : null,
                    kind,
                    from,
                    from.PlusMinutes(length),
                    letter,
                    Audience.Members,
                    MeetingFormat.Hybrid,
                    null,
                    null,
                    false,
                    items
                )
                {
                    IsFixed = isFixed,
                }
            );
            start = LocalDateTime.Max(start, from.PlusMinutes(length));
        }

        Published = new(
            Meeting.Id,
            "day1",
            Meeting.Title,
            true,
            Audience.Members,
            MeetingFormat.Hybrid,
            Date + Time(begins),
            start,
            null,
            sessions
        );
        Sitting = Sitting.At(Meeting, []);
    }

    public Meeting Meeting { get; }

    public PublishedMeeting Published { get; }

    public Sitting Sitting { get; }

    /// <summary>Of Ljubljana's clock.</summary>
    public static Instant At(string time) => (Date + Time(time)).InZoneStrictly(Zone).ToInstant();

    public Result<SittingStep> Open(string at) => Sitting.Open(AssemblyState.Convened, Chair, At(at), Chair);

    public Result<IReadOnlyList<SittingStep>> GoTo(string title, string at)
    {
        var session = Published.Sessions.Single(s => s.Title == title || s.Items.Any(i => i.Title == title));
        return Sitting.GoTo(session, session.Items.SingleOrDefault(i => i.Title == title)?.Id, At(at), Chair);
    }

    /// <summary>"done 09:00–09:15 Opening", a line each.</summary>
    public IEnumerable<string> Lines(string at) =>
        RunningOrder
            .Of(Published, Sitting, At(at))
            .Lines.Select(l =>
                $"{l.State.ToString().ToLowerInvariant()} {l.Start:HH:mm}–{l.End:HH:mm} {(l.Session.Parallel is { } p ? p + " " : "")}{l.Item?.Title ?? l.Session.Title}"
            );

    private static LocalTime Time(string text) => NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;
}
