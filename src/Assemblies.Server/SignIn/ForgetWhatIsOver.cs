using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.SignIn;

/// <summary>
/// Removes what has a term: after a week sign-in links and wrong codes with the network addresses they came from, sign-in codes, and the answers kept for repeats; sign-ins
/// 30 days after their end; deliveries after a year, once the meetings they are about lie as far back. A repeat finds nothing to do.
/// </summary>
public sealed record ForgetWhatIsOver : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    /// <inheritdoc />
    public string On => "what is over";

    internal sealed class Handler(AssembliesDb db, IClock clock) : ICommandHandler<ForgetWhatIsOver, Done>
    {
        private static readonly Duration Year = Duration.FromDays(366);

        public async Task<Result<Done>> Handle(ForgetWhatIsOver command, CancellationToken ct)
        {
            // Rows are as old as the database says; meetings lie where business time says.
            var (now, yearAgo) = (await db.Now(ct), clock.GetCurrentInstant() - Year);
            var (week, ended, longest, year) = (
                now - Duration.FromDays(7),
                now - Duration.FromDays(30),
                now - Duration.FromDays(60),
                now - Year
            );
            await db.SignInLinks.Where(link => link.AskedAt < week).ExecuteDeleteAsync(ct);
            await db.SignInCodes.Where(code => code.MadeAt < week).ExecuteDeleteAsync(ct);
            await db.WrongCodes.Where(wrong => wrong.At < week).ExecuteDeleteAsync(ct);
            await db.AnsweredKeys.Where(key => key.At < week).ExecuteDeleteAsync(ct);
            await db.SignIns.Where(s => s.EndedAt < ended || s.At < longest).ExecuteDeleteAsync(ct);
            await db
                .OutboxMails.Where(mail =>
                    (mail.Kind == LinkMail.MailKind && mail.CreatedAt < week)
                    // Who was told of an assembly is looked up here as long as it may still be moved or cancelled.
                    || (mail.CreatedAt < year && !db.Meetings.Any(m => m.Assembly == mail.Assembly && m.EndsAt > yearAgo))
                )
                .ExecuteDeleteAsync(ct);
            return Done.It;
        }
    }
}
