using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Registration;

/// <summary>A circular that rests is called back: nobody gets it. A repeat changes nothing; once it has gone it is refused.</summary>
/// <param name="Code">At which assembly.</param>
/// <param name="Circular">Which.</param>
public sealed record CallBackCircular(string Code, Id<Circular> Circular) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <inheritdoc />
    public string On => $"{Code} {Circular}";

    internal sealed class Handler(AssembliesDb db, Reader reader) : ICommandHandler<CallBackCircular, Done>
    {
        public async Task<Result<Done>> Handle(CallBackCircular command, CancellationToken ct)
        {
            // Whoever calls back and the job that sends meet at this row; one of them sees what the other did.
            await db.Database.ExecuteSqlAsync($"select 1 from circular where id = {command.Circular.Value} for update", ct);
            var circular = await db.Circulars.SingleOrDefaultAsync(
                c => c.Id == command.Circular && db.Assemblies.Any(a => a.Id == c.Assembly && a.Code == command.Code),
                ct
            );
            return circular is null ? WritingErrors.Unknown
                : circular.CallBack(await db.Now(ct), reader.Person) is { } refusal ? refusal
                : Done.It;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/circulars/{id}/call-back",
                (string code, Id<Circular> id, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new CallBackCircular(code, id), ct).ToHttp()
            )
            .WithName("callBackCircular")
            .WithSummary("Call a circular back")
            .WithDescription("As long as it rests; nobody gets it then. A repeat changes nothing; one that has gone is refused.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound, WritingErrors.Unknown, CircularErrors.HasGone);
}

/// <summary>Circulars that have rested long enough go, once to each recipient. A repeat finds nothing to do.</summary>
public sealed record SendCirculars : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    /// <inheritdoc />
    public string On => "circulars that have rested";

    internal sealed class Handler(AssembliesDb db, OutgoingMail mail, Settings settings) : ICommandHandler<SendCirculars, Done>
    {
        public async Task<Result<Done>> Handle(SendCirculars command, CancellationToken cancellationToken)
        {
            var ct = cancellationToken;
            var stamp = await db.Now(ct);
            var ripe = await db
                .Circulars.FromSql(
                    $"""
                    select * from circular
                    where sent_at is null and called_back_at is null and at <= now() - make_interval(secs => {settings.Settle.TotalSeconds})
                    order by at for update skip locked
                    """
                )
                .ToListAsync(ct);
            foreach (var circular in ripe)
            {
                var about = await (
                    from assembly in db.Assemblies
                    from writer in db.People.Where(p => p.Id == circular.By).DefaultIfEmpty()
                    where assembly.Id == circular.Assembly
                    select new
                    {
                        assembly.Code,
                        assembly.Title,
                        Name = writer == null ? "" : writer.Name,
                        Email = writer == null ? "" : writer.Email,
                    }
                ).SingleAsync(ct);
                var model = new CircularMail.Model(
                    about.Code,
                    about.Title,
                    circular.Subject,
                    circular.Text,
                    about.Name,
                    about.Email,
                    circular.ToInWords,
                    IsTrial: false
                );
                var recipients = await db.CircularRecipients.AsNoTracking().Where(r => r.Circular == circular.Id).ToListAsync(ct);
                await mail.Add([.. recipients.Select(recipient => CircularMail.To(circular, recipient, model))], ct);
                circular.Go(stamp);
            }

            return Done.It;
        }
    }

    /// <summary>Looks first, so that the audit holds what was done and not that nothing was.</summary>
    internal static async Task Job(IServiceProvider services, CancellationToken ct)
    {
        var (db, settings) = (services.GetRequiredService<AssembliesDb>(), services.GetRequiredService<Settings>());
        var ripe = await db
            .Database.SqlQuery<Guid>(
                $"""
                select id as "Value" from circular
                where sent_at is null and called_back_at is null and at <= now() - make_interval(secs => {settings.Settle.TotalSeconds}) limit 1
                """
            )
            .ToListAsync(ct);
        if (ripe.Count > 0)
        {
            await services.GetRequiredService<IMediator>().Send(new SendCirculars(), ct);
        }
    }
}
