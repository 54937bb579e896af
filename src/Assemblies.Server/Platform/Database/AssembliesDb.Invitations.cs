using Assemblies.Domain.Invitations;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

public sealed partial class AssembliesDb
{
    /// <summary>Links to answer by.</summary>
    public DbSet<AnswerLink> AnswerLinks => Set<AnswerLink>();

    /// <summary>Proofs of convocations and of sent documents.</summary>
    public DbSet<Convocation> Convocations => Set<Convocation>();

    /// <summary>The roll as it was then.</summary>
    public DbSet<ConvocationRecipient> ConvocationRecipients => Set<ConvocationRecipient>();

    /// <summary>Entries in people's calendars.</summary>
    public DbSet<DiaryEntry> DiaryEntries => Set<DiaryEntry>();

    /// <summary>Their revisions.</summary>
    public DbSet<DiaryRevision> DiaryRevisions => Set<DiaryRevision>();

    /// <summary>Addresses of people's own feeds.</summary>
    public DbSet<FeedLink> FeedLinks => Set<FeedLink>();

    /// <summary>People who come in somebody's place.</summary>
    public DbSet<Guest> Guests => Set<Guest>();

    /// <summary>Who is invited to which entry.</summary>
    public DbSet<Invitation> Invitations => Set<Invitation>();

    /// <summary>Changes that rest before they are told.</summary>
    public DbSet<PendingChange> PendingChanges => Set<PendingChange>();

    /// <summary>Links that end reminders.</summary>
    public DbSet<ReminderLink> ReminderLinks => Set<ReminderLink>();

    /// <summary>Addresses that want no reminders.</summary>
    public DbSet<ReminderOptOut> ReminderOptOuts => Set<ReminderOptOut>();
}
