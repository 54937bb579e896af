using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.SignIn;

/// <summary>Removes links after a week with the network addresses they were asked from, and sign-ins 30 days after their end. A repeat finds nothing to do.</summary>
public sealed record ForgetOldSignIns : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    /// <inheritdoc />
    public string On => "old sign-ins";

    internal sealed class Handler(AssembliesDb db) : ICommandHandler<ForgetOldSignIns, Done>
    {
        public async Task<Result<Done>> Handle(ForgetOldSignIns command, CancellationToken ct)
        {
            var now = await db.Now(ct);
            var (week, ended, longest) = (now - Duration.FromDays(7), now - Duration.FromDays(30), now - Duration.FromDays(60));
            await db.SignInLinks.Where(link => link.AskedAt < week).ExecuteDeleteAsync(ct);
            await db.OutboxMails.Where(mail => mail.Kind == LinkMail.MailKind && mail.CreatedAt < week).ExecuteDeleteAsync(ct);
            await db.SignIns.Where(s => s.EndedAt < ended || s.At < longest).ExecuteDeleteAsync(ct);
            return Done.It;
        }
    }
}
