using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>Somebody takes the seat that is held for them. A repeat finds it taken and changes nothing; when the offer is over it is refused.</summary>
/// <param name="Code">At which assembly.</param>
/// <param name="Line">Which seat.</param>
/// <param name="Source">How host or secretariat came to know it.</param>
public sealed record AcceptSeat(string Code, Id<SeatLine> Line, Source? Source) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new SignedInReaderOf(Code);

    /// <inheritdoc />
    public string On => $"{Code} {Line}";

    internal sealed class Validator : AbstractValidator<AcceptSeat>
    {
        public Validator() => RuleFor(c => c.Source!.Note).Note().When(c => c.Source is not null).OverridePropertyName("sourceNote");
    }

    internal sealed class Handler(OwnLines own, SeatBooks books, AssembliesDb db, Reader reader, IClock clock)
        : ICommandHandler<AcceptSeat, Done>
    {
        public async Task<Result<Done>> Handle(AcceptSeat command, CancellationToken cancellationToken)
        {
            var found = await own.Find(command.Code, command.Line, command.Source, cancellationToken);
            if (found.Error is { } refusal)
            {
                return refusal;
            }

            var (open, registrant, pool, line) = found.Value!;
            if (line.State is SeatState.Confirmed)
            {
                return Done.It;
            }

            var now = clock.GetCurrentInstant();
            if (!open.Book.Accept(line, new(now, reader.Person)))
            {
                return RegistrationDomainErrors.OfferOver;
            }

            registrant.Touch();
            db.Add(new RegistrantChange(registrant, now, reader.Person, [$"{open.NameOf(pool)}: offered → taken"], false, command.Source));
            await books.Close(open, new(registrant, "the seat is yours", [$"You took the seat: {open.NameOf(pool)}."]), cancellationToken);
            return Done.It;
        }
    }

    internal sealed record Body(Source? Source = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/seats/lines/{line}/accept",
                (string code, Id<SeatLine> line, Body? body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new AcceptSeat(code, line, body?.Source), ct).ToHttp()
            )
            .WithName("acceptSeat")
            .WithSummary("Take a seat that is held for one")
            .WithDescription("As long as the offer holds. A repeat changes nothing.")
            .WithExample(new Body())
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.NotFound,
                RegistrationErrors.UnknownLine,
                RegistrationErrors.SourceMissing,
                RegistrationErrors.Began,
                RegistrationDomainErrors.OfferOver
            );
}

/// <summary>
/// Somebody gives one seat back, or leaves one line: whoever waits next gets it. Who was online until a seat on site is free stays online. A repeat finds
/// nothing.
/// </summary>
/// <param name="Code">At which assembly.</param>
/// <param name="Line">Which seat or place in line.</param>
/// <param name="Source">How host or secretariat came to know it.</param>
public sealed record GiveSeatBack(string Code, Id<SeatLine> Line, Source? Source) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new SignedInReaderOf(Code);

    /// <inheritdoc />
    public string On => $"{Code} {Line}";

    internal sealed class Validator : AbstractValidator<GiveSeatBack>
    {
        public Validator() => RuleFor(c => c.Source!.Note).Note().When(c => c.Source is not null).OverridePropertyName("sourceNote");
    }

    internal sealed class Handler(OwnLines own, SeatBooks books, AssembliesDb db, Reader reader, IClock clock)
        : ICommandHandler<GiveSeatBack, Done>
    {
        public async Task<Result<Done>> Handle(GiveSeatBack command, CancellationToken cancellationToken)
        {
            var found = await own.Find(command.Code, command.Line, command.Source, cancellationToken);
            if (found.Error is { } refusal)
            {
                return refusal;
            }

            var (open, registrant, pool, line) = found.Value!;
            var (now, name) = (clock.GetCurrentInstant(), open.NameOf(pool));
            var (by, who) = (new SeatActor(now, reader.Person), new Joining(registrant.Id, registrant.Organisation, line.Counts));
            var why = registrant.Organisation is null ? "A guest gave a seat back." : $"{registrant.Affiliation} gave a seat back.";
            var wish = registrant.Wish;
            if (pool.Meeting is { } meeting)
            {
                var online = open.Book.LineOf(SeatPool.IdOf(meeting, PoolKind.Online), registrant.Id);
                var stays = pool.Kind is PoolKind.OnSite && online is { IsMeanwhile: true } ? TakingPart.Online : TakingPart.Not;
                wish = wish.With(meeting, stays);
                open.Book.TakePart(who, meeting, stays, by, why);
            }
            else
            {
                wish = wish.With(pool.Id, false);
                open.Book.Book(who, pool.Id, false, by, why);
            }

            var differences = SeatWords.Differences(registrant.Wish, wish, open.Assembly.Meetings, open.Pools);
            if (!registrant.FillIn(wish, registrant.PhotoConsent, command.Source))
            {
                registrant.Touch();
            }

            if (wish.WantsNothing())
            {
                registrant.Cancel(now, reader.Person);
            }

            db.Add(new RegistrantChange(registrant, now, reader.Person, differences, false, command.Source));
            await books.Close(open, new(registrant, "your seat is given back", [$"You gave this back: {name}."]), cancellationToken);
            return Done.It;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/seats/lines/{line}/give-back",
                (string code, Id<SeatLine> line, AcceptSeat.Body? body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new GiveSeatBack(code, line, body?.Source), ct).ToHttp()
            )
            .WithName("giveSeatBack")
            .WithSummary("Give a seat back, or leave a line")
            .WithDescription("Until the first meeting begins. The next in line gets the seat. A repeat is not found.")
            .WithExample(new AcceptSeat.Body())
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.NotFound,
                RegistrationErrors.UnknownLine,
                RegistrationErrors.SourceMissing,
                RegistrationErrors.Began
            );
}

/// <summary>A line in hand, of whoever may change it.</summary>
internal sealed record LineInHand(OpenBook Open, Registrant Registrant, SeatPool Pool, SeatLine Line);

/// <summary>Finds a line that the reader may change, with the seats of its assembly in hand.</summary>
internal sealed class OwnLines(AssembliesDb db, SeatBooks books, WhoRegisters who, Cancelling cancelling)
{
    /// <summary>Finds it; a foreign one is as unknown as none.</summary>
    public async Task<Result<LineInHand>> Find(string code, Id<SeatLine> id, Source? source, CancellationToken ct)
    {
        if (await books.Find(code, ct) is not { } assembly)
        {
            return AccessErrors.NotFound;
        }

        await books.Lock(assembly, ct);
        var registrant = await (
            from r in db.Registrants
            join line in db.SeatLines on r.Id equals line.Registrant
            where r.Assembly == assembly.Id && line.Id == id && line.State != SeatState.Ended
            select r
        ).SingleOrDefaultAsync(ct);
        if (registrant is null)
        {
            return RegistrationErrors.UnknownLine;
        }

        if (who.Refuses(registrant, source) is { } refusal)
        {
            return refusal == RegistrationErrors.Unknown ? RegistrationErrors.UnknownLine : refusal;
        }

        if (cancelling.Began(assembly) is { } began)
        {
            return began;
        }

        var open = await books.Open(assembly, [registrant.Id], ct);
        var (pool, own) = open.Pools.Select(p => (Pool: p, Line: open.Book.LineOf(p.Id, registrant.Id))).Single(it => it.Line?.Id == id);
        return new LineInHand(open, registrant, pool, own!);
    }
}
