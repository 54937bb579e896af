using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Registration;

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
