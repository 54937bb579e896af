using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>
/// The secretariat calls for hosts of an edition. On its first day heads and deputies of all members are told. A second call for an edition is
/// refused, and one whose days are over.
/// </summary>
public sealed record OpenCall(string Edition, CallFields Fields) : ICommand<string>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Edition;

    internal sealed class Validator : AbstractValidator<OpenCall>
    {
        public Validator()
        {
            RuleFor(c => c.Edition)
                .Must(edition => Domain.Meetings.Edition.Parse(edition) is not null)
                .WithMessage("An edition is written like GA-2027-2: GA, the year, its number in it.");
            CallFields.Check(this, c => c.Fields);
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock, CallAnnouncements announcements)
        : ICommandHandler<OpenCall, string>
    {
        public async Task<Result<string>> Handle(OpenCall command, CancellationToken ct)
        {
            if (await db.Assemblies.AnyAsync(a => a.Code == command.Edition, ct))
            {
                return HostingErrors.EditionExists.At("edition");
            }

            if (await db.HostCalls.AnyAsync(c => c.Edition == command.Edition, ct))
            {
                return HostingErrors.CallExists.At("edition");
            }

            var opened = HostCall.Open(
                command.Edition,
                command.Fields.Terms,
                reader.Person,
                clock.GetCurrentInstant(),
                await db.RulesNow(ct)
            );
            if (opened.Value is not { } call)
            {
                return opened.Error!;
            }

            db.HostCalls.Add(call);
            await announcements.TellIfOpen(call, ct);
            return call.Edition;
        }
    }

    internal sealed record Body(
        string Edition,
        LocalDate? PeriodFrom = null,
        LocalDate? PeriodUntil = null,
        LocalDate? OpensOn = null,
        LocalDate? ClosesOn = null,
        string Criteria = "",
        DecidedBy? DecidedBy = null,
        int? ExpectedOnSite = null
    );

    internal sealed record Answer(string Edition);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "host-calls",
                async (Body b, IMediator mediator, CancellationToken ct) =>
                {
                    var fields = new CallFields(
                        b.PeriodFrom,
                        b.PeriodUntil,
                        b.OpensOn,
                        b.ClosesOn,
                        b.Criteria,
                        b.DecidedBy,
                        b.ExpectedOnSite
                    );
                    return await mediator.Send(new OpenCall(b.Edition, fields), ct).ToCreated(edition => $"/api/v1/host-calls/{edition}");
                }
            )
            .WithName("openHostCall")
            .WithSummary("Open a call for hosts")
            .WithDescription(
                "The members' heads and deputies are told on its first day. There is one call for an edition: a second one is refused."
            )
            .WithExample(
                new Body(
                    "GA-2027-2",
                    CallFields.Example.PeriodFrom,
                    CallFields.Example.PeriodUntil,
                    CallFields.Example.OpensOn,
                    CallFields.Example.ClosesOn,
                    CallFields.Example.Criteria,
                    CallFields.Example.DecidedBy,
                    CallFields.Example.ExpectedOnSite
                )
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                HostingErrors.CallInThePast,
                HostingErrors.CallExists,
                HostingErrors.EditionExists
            );
}
