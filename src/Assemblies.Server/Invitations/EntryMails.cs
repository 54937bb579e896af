using System.Globalization;
using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Platform.Security;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>What the composer of a mail with a calendar entry needs.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Invitation">The invitation.</param>
/// <param name="Sequence">The revision.</param>
/// <param name="Token">The link to answer by; as in the mail itself, which is kept too. Empty in a cancellation.</param>
/// <param name="Answer">What they have answered, as their calendar is to show it.</param>
/// <param name="Why">What is said first; null for the usual words.</param>
internal sealed record EntryMail(
    Id<DiaryEntry> Entry,
    Id<Invitation> Invitation,
    int Sequence,
    string Token,
    InvitationAnswer Answer,
    string? Why
)
{
    /// <summary>As it stands in the mail's row.</summary>
    public static EntryMail Of(OutboxMail mail) => JsonSerializer.Deserialize<EntryMail>(mail.Model, Json.Options)!;
}

/// <summary>Puts invitations, updates and cancellations into the outbox: one mail a recipient and entry, a link of its own in each.</summary>
internal sealed class EntryMails(AssembliesDb db, OutgoingMail outbox)
{
    /// <summary>Invites, and tells of a change.</summary>
    public const string Request = "calendar.request";

    /// <summary>Takes back.</summary>
    public const string Cancel = "calendar.cancel";

    /// <summary>How the mail of a revision is known; the Message-ID is made of it.</summary>
    public static string Key(DiaryEntry entry, Id<Invitation> invitation, int sequence, string kind) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}/{entry.Uid}/{invitation}/{sequence}");

    /// <summary>Sends these invitations the revision that each now has.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="group">How deliveries are grouped.</param>
    /// <param name="invitations">Whom; their <see cref="Invitation.Sequence"/> says which revision.</param>
    /// <param name="now">By the database's clock.</param>
    /// <param name="why">What is said first; null for the usual words.</param>
    /// <param name="ct">Gives up.</param>
    public Task Invite(
        DiaryEntry entry,
        string group,
        IReadOnlyCollection<Invitation> invitations,
        Instant now,
        string? why,
        CancellationToken ct
    ) => Invite([(entry, group, invitations)], now, why, ct);

    /// <summary>The same for several entries, in two statements.</summary>
    public async Task Invite(
        IReadOnlyCollection<(DiaryEntry Entry, string Group, IReadOnlyCollection<Invitation> Invitations)> all,
        Instant now,
        string? why,
        CancellationToken ct
    )
    {
        var (links, mails) = (new List<AnswerLink>(), new List<NewMail>());
        foreach (var (entry, group, invitations) in all)
        {
            foreach (var invitation in invitations)
            {
                var token = Secrets.New();
                links.Add(new(Secrets.Hash(token), invitation.Id, now));
                mails.Add(Mail(Request, entry, group, invitation, invitation.Sequence, token, why));
            }
        }

        await db.InsertAll(links, ct);
        await outbox.Add(mails, ct);
    }

    /// <summary>Takes the entry back from these, with the revision given.</summary>
    public Task TakeBack(
        DiaryEntry entry,
        string group,
        IReadOnlyCollection<Invitation> invitations,
        int sequence,
        string? why,
        CancellationToken ct
    ) => outbox.Add([.. invitations.Select(invitation => Mail(Cancel, entry, group, invitation, sequence, "", why))], ct);

    private static NewMail Mail(
        string kind,
        DiaryEntry entry,
        string group,
        Invitation invitation,
        int sequence,
        string token,
        string? why
    ) =>
        new(
            Key(entry, invitation.Id, sequence, kind),
            kind,
            entry.Uid,
            invitation.Email,
            invitation.Name,
            JsonSerializer.Serialize(new EntryMail(entry.Id, invitation.Id, sequence, token, invitation.Answer, why), Json.Options)
        )
        {
            Person = invitation.Person,
            Assembly = entry.Assembly,
            Group = group,
            Sequence = sequence,
        };
}
