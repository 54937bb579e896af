using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Invitations;
using Assemblies.Server.Meetings;
using Assemblies.Server.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Rights;

internal sealed class InvitationsSamples : ISamples
{
    private const string Code = Stage.AssemblyCode;

    private static readonly Instant Then = Instant.FromUtc(2026, 1, 1, 0, 0);

    public IReadOnlyDictionary<Type, Func<Stage, Task<object>>> Requests { get; } =
        new Dictionary<Type, Func<Stage, Task<object>>>([
            Sample.Of(new PreviewConvocation(Code)),
            Sample.Of(async stage => new ConveneAssembly(await stage.Another(), null)),
            Sample.Of(new CountTold(Code, StepKind.Cancelled)),
            Sample.Of(async stage => new CountInvited(await OpenMeeting(stage))),
            Sample.Of(new ListConvocations(Code)),
            Sample.Of(async stage => new PreviewDocuments(await stage.Convened)),
            Sample.Of(async stage => new SendDocuments(await stage.Convened)),
            Sample.Of(new ListInvitations(Code)),
            Sample.Of(async stage => new InviteRepresentative(await stage.Convened, await Newcomer(stage))),
            Sample.Of(async stage => new SendChangesNow(await Changed(stage))),
            Sample.Of(new ListDeliveries(Code)),
            Sample.Of(async stage => new ShowDelivery(Code, await Mail(stage))),
            Sample.Of(async stage => new SendAgain(Code, await Mail(stage, sent: true))),
            Sample.Of(async stage => new TryNow(Code, await Mail(stage))),
            Sample.Of(new ListReminders(Code)),
            Sample.Of(new ShowFeedLink()),
            Sample.Of(new MakeFeedLink()),
            Sample.Of(new RevokeFeedLink()),
            Sample.Of(new ReadOpenFeed(Code)),
            Sample.Of(async stage => new ReadOwnFeed(await Feed(stage))),
            Sample.Of(async stage => new ShowInvitation(await Link(stage))),
            Sample.Of(async stage => new AnswerInvitation(await Link(stage), InvitationAnswer.Accepted, [], null, null, null)),
            Sample.Of(async stage => new ShowReminderLink(await Reminder(stage))),
            Sample.Of(async stage => new StopReminders(await Reminder(stage))),
            Sample.Of(async stage => new ResumeReminders(await Reminder(stage))),
            Sample.Of(new SettleChanges()),
            Sample.Of(new EndInvitations()),
            Sample.Of(new SendReminders()),
        ]);

    private static async Task<Id<Person>> Newcomer(Stage stage)
    {
        _ = await stage.Convened; // before the newcomer comes
        var email = $"{Guid.CreateVersion7():N}@eurotech.partners.example.org";
        await stage.Does(new AddRepresentative("eurotech", new(email, "A newcomer", null, "en", "Europe/Brussels"), MandateRole.Contact));
        return await stage.Find(db => db.People.Where(p => p.Email == email).Select(p => p.Id).SingleAsync());
    }

    private static Task<Id<Meeting>> OpenMeeting(Stage stage) =>
        stage.Find(db =>
            db.Meetings.Where(m => m.Key == "open" && db.Assemblies.Any(a => a.Id == m.Assembly && a.Code == Code))
                .Select(m => m.Id)
                .SingleAsync()
        );

    private static async Task<string> Changed(Stage stage)
    {
        var convened = await stage.Convened;
        var (meeting, version) = await stage.Find(async db =>
        {
            var assembly = await db.Assemblies.SingleAsync(a => a.Code == convened);
            return (await db.Meetings.SingleAsync(m => m.Key == "open" && m.Assembly == assembly.Id), assembly.Version);
        });
        await stage.Does(new ChangeMeeting(meeting.Id, version, meeting.Plan with { Room = $"Room {version}" }));
        return convened;
    }

    private static Task<Id<OutboxMail>> Mail(Stage stage, bool sent = false) =>
        stage.Find(async db =>
        {
            var mail = new OutboxMail(
                new($"sample {Guid.CreateVersion7()}", ComposeReminder.MailKind, "", "somebody@example.org", "Somebody", "{}")
                {
                    Assembly = await db.Assemblies.Where(a => a.Code == Code).Select(a => a.Id).SingleAsync(),
                    Group = "reminders",
                }
            );
            await db.InsertAll([mail], CancellationToken.None);
            if (sent)
            {
                await db
                    .OutboxMails.Where(m => m.Id == mail.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, DeliveryState.Sent));
            }

            return mail.Id;
        });

    private static Task<string> Feed(Stage stage) =>
        stage.Find(async db =>
        {
            var token = Secrets.New();
            var person = await db.People.Where(p => p.Email == DemoNetwork.GreeceHead).Select(p => p.Id).SingleAsync();
            db.Add(new FeedLink(person, Secrets.Hash(token), Then));
            await db.SaveChangesAsync();
            return token;
        });

    private static Task<string> Reminder(Stage stage) =>
        stage.Find(async db =>
        {
            var token = Secrets.New();
            db.Add(new ReminderLink(Secrets.Hash(token), "somebody@example.org", Then));
            await db.SaveChangesAsync();
            return token;
        });

    private static Task<string> Link(Stage stage) =>
        stage.Find(async db =>
        {
            var token = Secrets.New();
            var meeting = await db.Meetings.FirstAsync(m =>
                m.Key == "open" && db.Assemblies.Any(a => a.Id == m.Assembly && a.Code == Code)
            );
            var generation = await db.DiaryEntries.CountAsync(e => e.Meeting == meeting.Id) + 1;
            var entry = new DiaryEntry(meeting.Assembly, EntryKind.Meeting, meeting.Id, null, generation, "example.org");
            var seen = new EntrySnapshot(
                meeting.Title,
                meeting.Date + meeting.Start,
                meeting.Date + meeting.End,
                meeting.TimeZone,
                null,
                null,
                ""
            );
            var guest = new Guest(meeting.Assembly, $"{Guid.CreateVersion7():N}@example.org", "A guest", "Europe/Brussels", Then);
            var invitation = new Invitation(
                entry,
                new(guest.Email, guest.Name, guest.TimeZone, "", Domain.Meetings.Audience.Commission) { Guest = guest.Id },
                Then
            );
            await db.DiaryEntries.Where(e => e.Meeting == meeting.Id).ExecuteUpdateAsync(set => set.SetProperty(e => e.CancelledAt, Then));
            db.AddRange(entry, entry.First(seen, Then), guest, invitation, new AnswerLink(Secrets.Hash(token), invitation.Id, Then));
            await db.SaveChangesAsync();
            return token;
        });
}
