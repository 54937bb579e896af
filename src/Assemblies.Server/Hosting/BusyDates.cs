using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>Days on which others meet.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Organisation">The code of who meets, when the network knows them.</param>
/// <param name="Title">What it is.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day.</param>
public sealed record BusyDateLine(Id<BusyDate> Id, string? Organisation, string Title, LocalDate From, LocalDate Until);

/// <summary>The days on which others meet, the earliest first: date options that lie on them are marked.</summary>
public sealed record ListBusyDates : IQuery<Page<BusyDateLine>>
{
    /// <inheritdoc />
    public Access Needs => new MembersOnly();

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ListBusyDates, Page<BusyDateLine>>
    {
        public async Task<Result<Page<BusyDateLine>>> Handle(ListBusyDates query, CancellationToken ct)
        {
            var dates = await (
                from b in db.BusyDates
                join o in db.Organisations on b.Organisation equals (Id<Organisation>?)o.Id into known
                from o in known.DefaultIfEmpty()
                orderby b.From, b.Title
                select new BusyDateLine(b.Id, o == null ? null : o.Code, b.Title, b.From, b.Until)
            ).ToListAsync(ct);
            return new Page<BusyDateLine>(dates, null);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("busy-dates", (IMediator mediator, CancellationToken ct) => mediator.Send(new ListBusyDates(), ct).ToHttp())
            .WithName("listBusyDates")
            .WithSummary("List the days on which others meet")
            .WithDescription("All of them at once, the earliest first. Reads only.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden);
}

/// <summary>The secretariat enters days on which others meet. A repeat adds them once more; send an Idempotency-Key.</summary>
/// <param name="Organisation">The code of who meets; null for others than the network knows.</param>
/// <param name="Title">What it is.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day; null for the same.</param>
public sealed record AddBusyDate(string? Organisation, string Title, LocalDate? From, LocalDate? Until) : ICommand<Id<BusyDate>>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => "busy dates";

    internal sealed class Validator : AbstractValidator<AddBusyDate>
    {
        public Validator()
        {
            RuleFor(c => c.Title)
                .NotEmpty()
                .WithMessage("Say what it is.")
                .MaximumLength(200)
                .WithMessage("This is more than 200 letters. Say it shorter.");
            RuleFor(c => c.From).NotNull().WithMessage("Name the day.");
            RuleFor(c => c.Until).Must((c, until) => !(until < c.From)).WithMessage("The last day lies before the first. Swap them.");
        }
    }

    internal sealed class Handler(AssembliesDb db) : ICommandHandler<AddBusyDate, Id<BusyDate>>
    {
        public async Task<Result<Id<BusyDate>>> Handle(AddBusyDate command, CancellationToken ct)
        {
            Id<Organisation>? organisation = null;
            if (command.Organisation is { Length: > 0 } code)
            {
                organisation = await db
                    .Organisations.Where(o => o.Code == code)
                    .Select(o => (Id<Organisation>?)o.Id)
                    .SingleOrDefaultAsync(ct);
                if (organisation is null)
                {
                    return HostingErrors.UnknownOrganisation.At("organisation");
                }
            }

            var from = command.From!.Value;
            var date = new BusyDate(organisation, command.Title.Trim(), from, command.Until ?? from);
            db.BusyDates.Add(date);
            return date.Id;
        }
    }

    internal sealed record Body(string Title, LocalDate From, LocalDate? Until = null, string? Organisation = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "busy-dates",
                (Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(new AddBusyDate(body.Organisation, body.Title, body.From, body.Until), ct)
                        .ToCreated(_ => "/api/v1/busy-dates")
            )
            .WithName("addBusyDate")
            .WithSummary("Enter days on which others meet")
            .WithDescription("A repeat adds them once more, unless it carries the same Idempotency-Key.")
            .WithExample(new Body("Industry Skills Alliance annual meeting", new(2027, 10, 21), null, "skills"))
            .Refuses(AccessErrors.SignIn, AccessErrors.SecretariatOnly, HostingErrors.UnknownOrganisation);
}

/// <summary>The secretariat removes days on which others meet. A repeat does not find them.</summary>
public sealed record RemoveBusyDate(Id<BusyDate> Date) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => $"busy date {Date}";

    internal sealed class Handler(AssembliesDb db) : ICommandHandler<RemoveBusyDate, Done>
    {
        public async Task<Result<Done>> Handle(RemoveBusyDate command, CancellationToken ct) =>
            await db.BusyDates.Where(b => b.Id == command.Date).ExecuteDeleteAsync(ct) is 0 ? HostingErrors.UnknownBusyDate : Done.It;
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete(
                "busy-dates/{id}",
                (Id<BusyDate> id, IMediator mediator, CancellationToken ct) => mediator.Send(new RemoveBusyDate(id), ct).ToHttp()
            )
            .WithName("removeBusyDate")
            .WithSummary("Remove days on which others meet")
            .WithDescription("A repeat does not find them.")
            .Refuses(AccessErrors.SignIn, AccessErrors.SecretariatOnly, HostingErrors.UnknownBusyDate);
}
