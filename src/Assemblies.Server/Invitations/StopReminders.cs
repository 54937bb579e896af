using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Invitations;

/// <summary>Whoever has the link from a reminder.</summary>
/// <param name="Token">What the link holds.</param>
public sealed record HolderOfReminder(string Token) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct)
    {
        var hash = Secrets.Hash(Token);
        return await context.Db.ReminderLinks.AnyAsync(l => l.Hash == hash, ct) ? null : InvitationsErrors.UnknownLink;
    }

    /// <inheritdoc />
    public override string ToString() => nameof(HolderOfReminder);
}

/// <summary>What a link from a reminder leads to: the address it was sent to, and whether reminders go there.</summary>
/// <param name="Token">What the link holds.</param>
public sealed record ShowReminderLink(string Token) : IQuery<ShowReminderLink.Answer>
{
    /// <inheritdoc />
    public Access Needs => new HolderOfReminder(Token);

    /// <summary>What it leads to.</summary>
    /// <param name="Email">The address.</param>
    /// <param name="Ended">Whether reminders to it were ended, by this link or another one.</param>
    public sealed record Answer(string Email, bool Ended);

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ShowReminderLink, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowReminderLink request, CancellationToken cancellationToken)
        {
            var hash = Secrets.Hash(request.Token);
            return await db
                .ReminderLinks.Where(link => link.Hash == hash)
                .Select(link => new Answer(link.Email, db.ReminderOptOuts.Any(ended => ended.Email == link.Email)))
                .SingleAsync(cancellationToken);
        }
    }
}

/// <summary>Ends reminders to the address that the link was sent to. What the rules ask for is sent all the same. A repeat changes nothing.</summary>
/// <param name="Token">What the link holds.</param>
public sealed record StopReminders(string Token) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new HolderOfReminder(Token);

    /// <inheritdoc />
    public string On => "reminders to the holder of a link";

    internal sealed class Handler(AssembliesDb db) : ICommandHandler<StopReminders, Done>
    {
        public async Task<Result<Done>> Handle(StopReminders request, CancellationToken cancellationToken)
        {
            var hash = Secrets.Hash(request.Token);
            await db.Database.ExecuteSqlAsync(
                $"insert into reminder_opt_out (email, at) select email, now() from reminder_link where hash = {hash} on conflict do nothing",
                cancellationToken
            );
            return Done.It;
        }
    }

    // Mail programs post "List-Unsubscribe=One-Click" as a form (RFC 8058), whoever they say they accept.
    internal static void MapRoot(IEndpointRouteBuilder root) =>
        root.MapPost(
                "reminders/stop/{token}/one-click",
                (string token, IMediator mediator, CancellationToken ct) => mediator.Send(new StopReminders(token), ct).ToHttp()
            )
            .WithTags("invitations")
            .WithName(nameof(StopReminders))
            .WithSummary("End reminders to an address")
            .WithDescription(
                "What a mail program posts when its reader does not want reminders any more (RFC 8058). A repeat changes nothing."
            )
            .Refuses(InvitationsErrors.UnknownLink);
}

/// <summary>Whoever stopped them wants reminders again, by the same link. A repeat changes nothing.</summary>
/// <param name="Token">What the link holds.</param>
public sealed record ResumeReminders(string Token) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new HolderOfReminder(Token);

    /// <inheritdoc />
    public string On => "reminders to the holder of a link";

    internal sealed class Handler(AssembliesDb db) : ICommandHandler<ResumeReminders, Done>
    {
        public async Task<Result<Done>> Handle(ResumeReminders request, CancellationToken cancellationToken)
        {
            var hash = Secrets.Hash(request.Token);
            await db.Database.ExecuteSqlAsync(
                $"delete from reminder_opt_out where email = (select email from reminder_link where hash = {hash})",
                cancellationToken
            );
            return Done.It;
        }
    }

    internal static void MapRoot(IEndpointRouteBuilder root) =>
        root.MapDelete(
                "reminders/stop/{token}",
                (string token, IMediator mediator, CancellationToken ct) => mediator.Send(new ResumeReminders(token), ct).ToHttp()
            )
            .WithTags("invitations")
            .WithName(nameof(ResumeReminders))
            .WithSummary("Want reminders to an address again")
            .WithDescription(
                "Takes back that reminders were ended by this link, or by another one to the same address. A repeat changes nothing."
            )
            .Refuses(InvitationsErrors.UnknownLink);
}
