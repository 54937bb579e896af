using System.Net.Http.Json;
using System.Text;
using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Agenda;
using Assemblies.Server.Invitations;
using Assemblies.Server.Members;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Tests.Platform.Calendar;
using Assemblies.Server.Tests.Platform.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using NodaTime;

namespace Assemblies.Server.Tests.Invitations;

/// <summary>The General Assembly Spring 2027 of the demo network, planned, with a published agenda; a mail server that keeps what it takes.</summary>
internal sealed class Spring2027 : IAsyncDisposable
{
    public const string Code = "GA-2027-1";

    public const string A = $"/api/v1/assemblies/{Code}";

    private Spring2027(SmtpSink sink, TestService service) => (Sink, Service) = (sink, service);

    public SmtpSink Sink { get; }

    public TestService Service { get; }

    public HttpClient Secretariat { get; private set; } = null!;

    public static Task<Spring2027> Start(params string[] settings) => Start(new SmtpSink(), null, settings);

    public static async Task<Spring2027> Start(SmtpSink sink, Action<WebApplicationBuilder>? also, params string[] settings)
    {
        var it = new Spring2027(sink, await DemoNetwork.Start(also: also, settings: [.. Mailing(sink), .. settings]));
        it.Secretariat = await it.Service.As(DemoNetwork.Secretariat);
        await it.Plan(Code, new LocalDate(2027, 4, 21), "Europe/Ljubljana", "Ljubljana");
        return it;
    }

    /// <summary>The settings of a service that mails through that server.</summary>
    public static string[] Mailing(SmtpSink sink) =>
        [
            "--Jobs:Run=true",
            "--Smtp:Host=127.0.0.1",
            $"--Smtp:Port={sink.Port}",
            "--Smtp:Security=none",
            "--Smtp:From=meetings@assemblies.example.org",
            "--Mail:RetrySeconds=1",
            "--Site:Url=https://assemblies.example.org",
        ];

    public async ValueTask DisposeAsync()
    {
        Secretariat.Dispose();
        await Service.DisposeAsync();
        await Sink.DisposeAsync();
    }

    /// <summary>Plans an assembly: an open meeting on a day, the general assembly on the two that follow; its agenda is published.</summary>
    public Task Plan(
        string code,
        LocalDate open,
        string zone,
        string city,
        string title = "Open meeting: STEM skills for Europe",
        bool publish = true
    ) =>
        Service.Db(async db =>
        {
            var now = Service.Clock.GetCurrentInstant();
            var host = await db.Organisations.SingleAsync(o => o.Code == "SI");
            var assembly = new Assembly(
                code,
                "General Assembly Spring 2027",
                host.Id,
                new("Cankarjev dom", null, city, "SI", 46.05, 14.51, zone),
                StepKind.Planned,
                now,
                null
            );
            const Audience guests = Audience.Members | Audience.Applicants | Audience.AssociatedPartners | Audience.Commission;
            var first = assembly.AddMeeting(Plan("open", title, false, guests, open, new(13, 0), new(18, 30))).Value!;
            var day1 = assembly
                .AddMeeting(Plan("day1", "General Assembly, day 1", true, Audience.Members, open.PlusDays(1), new(8, 30), new(17, 30)))
                .Value!;
            var day2 = assembly
                .AddMeeting(Plan("day2", "General Assembly, day 2", true, Audience.Members, open.PlusDays(2), new(9, 0), new(12, 45)))
                .Value!;
            db.Assemblies.Add(assembly);

            var draft = new AgendaDraft(assembly.Id);
            draft.Add(first, new("Registration and coffee", SessionKind.Break, 60));
            draft.Add(first, new("Welcome by the host and the ministry", SessionKind.Plain, 60));
            draft.Add(first, new("Keynote: what employers will need in 2035", SessionKind.Plain, 60));
            draft.Add(first, new("Members’ walking dinner", SessionKind.Social, 60) { Audience = Audience.Members });
            draft
                .Add(day1, new("Opening", SessionKind.Plain, 30))
                .Add(new("Minutes of GA-2026-2", ItemKind.Decision, 30) { RuleType = "minutes" });
            draft.Add(day2, new("Work plan", SessionKind.Plain, 30));
            draft.Saved(now, null);
            db.AgendaDrafts.Add(draft);
            if (publish)
            {
                var none = Array.Empty<(Id<AgendaItem> Item, PublishedDocument Document)>().ToLookup(it => it.Item, it => it.Document);
                db.AgendaVersions.Add(
                    AgendaVersion.Publish(draft, PublishedAgenda.Of(assembly, draft, none), null, PublishAgenda.HashOf, now, null).Value!
                );
            }

            return await db.SaveChangesAsync();

            static MeetingPlan Plan(
                string key,
                string title,
                bool statutory,
                Audience audience,
                LocalDate day,
                LocalTime start,
                LocalTime end
            ) =>
                new(key, title, statutory, audience, MeetingFormat.Hybrid, day, start, end, null, null, "https://video.example.org/" + key);
        });

    /// <summary>Changes a meeting.</summary>
    public Task Change(string key, Func<MeetingPlan, MeetingPlan> change, string code = Code) => TryToChange(key, change, code).Succeeds();

    /// <summary>The same, when it is to be refused.</summary>
    public async Task<HttpResponseMessage> TryToChange(string key, Func<MeetingPlan, MeetingPlan> change, string code = Code)
    {
        var assembly = await Whole(code);
        var meeting = assembly.Meetings.Single(m => m.Key == key);
        return await Secretariat.Put($"/api/v1/meetings/{meeting.Id}", Body(change(meeting.Plan)), assembly.Version);
    }

    /// <summary>Adds a meeting.</summary>
    public async Task Add(MeetingPlan plan) => await Secretariat.Post($"{A}/meetings", plan, (await Whole(Code)).Version).Succeeds();

    /// <summary>Cancels a meeting alone.</summary>
    public async Task<HttpResponseMessage> CancelMeeting(string key, string reason)
    {
        var assembly = await Whole(Code);
        var meeting = assembly.Meetings.Single(m => m.Key == key);
        return await Secretariat.Post($"/api/v1/meetings/{meeting.Id}/cancel", new { reason }, assembly.Version);
    }

    /// <summary>Enters somebody as representative.</summary>
    public Task<Id<Mandate>> Represent(string organisation, string email, MandateRole role) =>
        Secretariat
            .PostAsJsonAsync(
                $"/api/v1/organisations/{organisation}/representatives",
                new { person = new PersonFacts(email, "Liisa Late", null, "fi", "Europe/Helsinki"), role },
                Json.Options
            )
            .Value<Id<Mandate>>();

    /// <summary>Ends the mandate of somebody with one hat, yesterday.</summary>
    public async Task EndMandate(string email)
    {
        var mandate = await Service.Db(db =>
            db.Mandates.Where(m => m.Until == null && db.People.Any(p => p.Id == m.Person && p.Email == email))
                .Select(m => m.Id)
                .SingleAsync()
        );
        await Secretariat.PostAsJsonAsync($"/api/v1/representatives/{mandate}/end", new { lastDay = "2026-11-24" }).Succeeds();
        await Service.Send<Done>(new EndInvitations());
    }

    /// <summary>How many mails were decided so far.</summary>
    public Task<int> Decided() => Service.Db(db => db.OutboxMails.CountAsync());

    private Task<Assembly> Whole(string code) => Service.Db(db => db.Assemblies.Include(a => a.Meetings).SingleAsync(a => a.Code == code));

    private static object Body(MeetingPlan plan) =>
        new
        {
            plan.Title,
            plan.Statutory,
            plan.Audience,
            plan.Format,
            plan.Date,
            plan.Start,
            plan.End,
            plan.Room,
            plan.MapLink,
            plan.OnlineLink,
        };

    /// <summary>Convenes, and waits until each mail was taken.</summary>
    public async Task Convene(string code = Code)
    {
        await Secretariat.PostAsync($"/api/v1/assemblies/{code}/convene", null).Succeeds();
        await AllSent();
    }

    /// <summary>Waits until nothing waits any more.</summary>
    public Task AllSent() =>
        Eventually.Holds(() =>
            Service.Db(async db =>
                await db.OutboxMails.AnyAsync()
                && !await db.OutboxMails.AnyAsync(m => m.State == DeliveryState.Queued || m.State == DeliveryState.Deferred)
            )
        );

    /// <summary>The mails the server took, read.</summary>
    public IReadOnlyList<TakenMail> Mails => TakenMail.Read([.. Sink.Taken]);

    /// <summary>Those with an entry.</summary>
    public IReadOnlyList<TakenMail> Entered => [.. Mails.Where(mail => mail.Calendar is not null)];

    /// <summary>Those to one address, with an entry.</summary>
    public IReadOnlyList<TakenMail> Entries(string email) =>
        [.. TakenMail.Read([.. Sink.Taken.Where(mail => mail.To == email)]).Where(mail => mail.Calendar is not null)];

    /// <summary>Forgets what was taken so far.</summary>
    public void Forget() => Sink.Taken.Clear();
}

/// <summary>A mail as the server took it.</summary>
internal sealed record TakenMail(string To, string ReturnPath, MimeMessage Message, string? Calendar, string? Method)
{
    private Func<ReadCalendar>? bySecondParser;

    /// <summary>Reads them; the second parser is asked once for all, by whoever asks for the first.</summary>
    public static IReadOnlyList<TakenMail> Read(IReadOnlyCollection<(string From, string To, byte[] Bytes)> taken)
    {
        var mails = taken.Select(ReadOne).ToList();
        var invitations = mails.Where(mail => mail.Calendar is not null).ToList();
        var read = new Lazy<ReadCalendar[]>(() => SecondParser.Read(invitations.Select(mail => mail.Calendar!)));
        foreach (var (index, mail) in invitations.Index())
        {
            mail.bySecondParser = () => read.Value[index];
        }

        return mails;
    }

    private static TakenMail ReadOne((string From, string To, byte[] Bytes) taken)
    {
        var message = MimeMessage.Load(new MemoryStream(taken.Bytes));
        var part = message.BodyParts.OfType<TextPart>().SingleOrDefault(p => p.ContentType.IsMimeType("text", "calendar"));
        return new(taken.To, taken.From, message, part is null ? null : Decoded(part), part?.ContentType.Parameters["method"]);
    }

    // Text would turn the line ends into this machine's.
    private static string Decoded(TextPart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>The entry as a second parser reads it.</summary>
    public ReadEvent Entry => Parsed.Events.Single();

    public ReadCalendar Parsed => bySecondParser?.Invoke() ?? throw new InvalidOperationException("This mail has no calendar.");

    public string Uid => Value("UID");

    public int Sequence => int.Parse(Value("SEQUENCE"), System.Globalization.CultureInfo.InvariantCulture);

    public string Value(string property) =>
        Unfolded
            .Split("\r\n")
            .First(line =>
                line.StartsWith(property + ":", StringComparison.Ordinal) || line.StartsWith(property + ";", StringComparison.Ordinal)
            )
            is var line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]
            : "";

    public string Unfolded => Calendar!.Replace("\r\n ", "", StringComparison.Ordinal);

    /// <summary>The path of the link to answer by.</summary>
    public string AnswerPath =>
        new Uri(Text.Split('\n', ' ').First(word => word.Contains("/rsvp/", StringComparison.Ordinal)).Trim()).AbsolutePath;

    public string Text => Message.TextBody ?? "";

    public string Subject => Message.Subject ?? "";
}
