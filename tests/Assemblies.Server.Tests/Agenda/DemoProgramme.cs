using System.Globalization;
using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Agenda;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Agenda;

/// <summary>The demo network’s spring assembly: three meetings in Ljubljana, their programme, officers.</summary>
internal static class DemoProgramme
{
    public const string Code = "GA-2027-1";
    public const string Chair = "head@be.stem.example.org";
    public const string MinuteTaker = "deputy@nl.stem.example.org";
    public const string Teller = "head@ee.stem.example.org";
    public const string Host = DemoNetwork.SloveniaHead;

    private const Audience Everybody = Audience.Members | Audience.Applicants | Audience.AssociatedPartners | Audience.Commission;

    /// <summary>Sessions and items of the three meetings; items begin with their number.</summary>
    public static readonly (string Meeting, string[] Lines)[] Meetings =
    [
        (
            "open",
            [
                "60 break Registration and coffee",
                "15 plain Welcome by the host and the ministry",
                "30 plain STEM Education Strategic Plan: state of play",
                "30 plain Keynote: what employers will need in 2035",
                "30 plain Panel: industry, education, government",
                "30 break Break",
                "60 plain A Roundtable A: girls and women in STEM",
                "60 plain B Roundtable B: vocational pathways",
                "60 plain C Roundtable C: regional platforms",
                "15 plain Report back",
                "60 social Networking",
                "150 social 19:30 Members’ walking dinner",
            ]
        ),
        (
            "day1",
            [
                "30 checkIn Check-in and signature sheet",
                "15 information Opening, roll call, quorum",
                "10 decision Adoption of the agenda",
                "10 decision Minutes of GA-2026-2",
                "15 information Follow-up of decisions",
                "55 decision Progress report of the secretariat and the steering committee",
                "15 break Break",
                "90 progress Country updates (3 minutes each)",
                "120 social 12:30 Lunch and site visit",
                "30 decision closed Accounts 2026 and discharge",
                "40 decision Budget and membership fees 2028",
                "35 decision Admission of new members: RO, MT",
                "60 decision Working groups; new group “AI in STEM”",
                "15 information Presentation of candidates",
            ]
        ),
        (
            "day2",
            [
                "10 checkIn Quorum check",
                "35 decision Amendment of the charter",
                "45 decision Position on the next EU programme",
                "15 break Break",
                "30 election Election of the steering committee (3 seats)",
                "15 decision Taskforces: request NO, report HU",
                "20 election Host of GA-2027-2",
                "20 decision Work plan",
                "15 information Any other business (no decisions)",
                "20 information Reading of the decisions; next dates",
            ]
        ),
    ];

    /// <summary>The service with the network, the assembly (announced, unless said otherwise) and its officers, and nothing on the agenda.</summary>
    public static async Task<TestService> Start(
        Action<Microsoft.AspNetCore.Builder.WebApplicationBuilder>? also = null,
        bool isAnnounced = true
    )
    {
        var service = await DemoNetwork.Start(also: also);
        await service.Db(async db =>
        {
            var at = service.Clock.GetCurrentInstant();
            var host = await db.Organisations.SingleAsync(o => o.Code == "SI");
            var place = new Place("Cankarjev dom", "Prešernova cesta 10", "Ljubljana", "SI", 46.05, 14.5, "Europe/Ljubljana");
            var assembly = new Assembly(Code, "General Assembly Spring 2027", host.Id, place, StepKind.Planned, at, null);
            assembly.AddMeeting(
                Plan("open", "Open meeting: STEM skills for Europe", false, Everybody, 21, new(13, 0), new(18, 30)) with
                {
                    OnlineLink = "https://video.example.org/open",
                }
            );
            assembly.AddMeeting(Plan("day1", "General Assembly, day 1", true, Audience.Members, 22, new(8, 30), new(17, 30)));
            assembly.AddMeeting(Plan("day2", "General Assembly, day 2", true, Audience.Members, 23, new(9, 0), new(12, 45)));
            if (isAnnounced)
            {
                assembly.Announce(at, null);
            }

            db.Add(assembly);
            foreach (
                var (email, office) in new[]
                {
                    (Chair, Office.Chair),
                    (MinuteTaker, Office.MinuteTaker),
                    (Teller, Office.Teller),
                    (Host, Office.Host),
                }
            )
            {
                db.Add(
                    new Officer(await db.People.Where(p => p.Email == email).Select(p => p.Id).SingleAsync(), assembly.Id, office, at, null)
                );
            }

            return await db.SaveChangesAsync();
        });
        return service;
    }

    /// <summary>Enters the whole programme in one call.</summary>
    public static async Task Enter(HttpClient editor)
    {
        var draft = await editor.GetAsync(At("agenda")).Value<DraftView>();
        await editor.Put(At("agenda"), new { meetings = Meetings.Select(m => Rows(m.Meeting, m.Lines)) }, draft.Version).Succeeds();
    }

    /// <summary>Publishes what is on the draft.</summary>
    public static async Task<PublishAgenda.Published> Publish(HttpClient editor)
    {
        var preview = await editor.GetAsync(At("agenda/publish")).Value<PreviewPublication.Answer>();
        return await editor.Post(At("agenda/publish"), null, preview.Version).Value<PublishAgenda.Published>();
    }

    public static string At(string path) => $"/api/v1/assemblies/{Code}/{path}";

    /// <summary>A line such as "120 social 12:30 Lunch": minutes, kind, then a fixed start, a letter or "closed".</summary>
    public static object Row(string line)
    {
        var words = line.Split(' ');
        var (minutes, kind, at) = (int.Parse(words[0], CultureInfo.InvariantCulture), words[1], 2);
        var fixedStart = words[at].Contains(':', StringComparison.Ordinal) && words[at].Length is 5 ? words[at++] + ":00" : null;
        var parallel = words[at] is ['A' or 'B' or 'C'] ? words[at++] : null;
        var closed = words[at] is "closed" && at++ > 0;
        var title = string.Join(' ', words[at..]);
        var audience = title.StartsWith("Members’", StringComparison.Ordinal) ? new[] { "members" } : null;
        return kind is "information" or "decision" or "election" or "progress"
            ? new
            {
                session = new { kind = "plain" },
                items = new[]
                {
                    new
                    {
                        item = new
                        {
                            title,
                            minutes,
                            kind,
                            closed,
                            ruleType = title is "Follow-up of decisions" ? "followUp" : null,
                        },
                    },
                },
            }
            : new
            {
                session = new
                {
                    title,
                    kind,
                    minutes,
                    fixedStart,
                    parallel,
                    audience,
                },
            };
    }

    public static object Rows(string meeting, params string[] lines) => new { meeting, sessions = lines.Select(Row) };

    /// <summary>The draft, as its editor sees it.</summary>
    public static Task<DraftView> Draft(this HttpClient editor) => editor.GetAsync(At("agenda")).Value<DraftView>();

    /// <summary>"09:00–09:15 1 Opening": the lines of a meeting with times and numbers.</summary>
    public static IReadOnlyList<string> Lines(this DraftView draft, string meeting) =>
        [
            .. draft
                .Meetings.Single(m => m.Key == meeting)
                .Sessions.Select(s => $"{s.Start:HH:mm}–{s.End:HH:mm} {string.Concat(s.Items.Select(i => i.Number + " "))}{s.Name}"),
        ];

    public static Id<AgendaItem> ItemNumbered(this DraftView draft, string number) =>
        draft.Meetings.SelectMany(m => m.Sessions).SelectMany(s => s.Items).Single(i => i.Number == number).Id;

    public static Id<Session> SessionOf(this DraftView draft, string number) =>
        draft.Meetings.SelectMany(m => m.Sessions).Single(s => s.Items.Any(i => i.Number == number)).Id;

    private static MeetingPlan Plan(string key, string title, bool statutory, Audience audience, int day, LocalTime start, LocalTime end) =>
        new(key, title, statutory, audience, MeetingFormat.Hybrid, new(2027, 4, day), start, end, null, null, null);
}
