using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>
/// Somebody registers, or changes their registration: one form a person, for each meeting and everything that can be booked. Each person for
/// themselves, head and deputy for their organisation's people, host and secretariat for anybody, saying how they know: the person is told. Seats are
/// given at once where they are free, else a place in line is. The same again changes nothing; a change names the version it was made on.
/// </summary>
/// <param name="Code">For which assembly.</param>
/// <param name="Person">Whom; null for oneself.</param>
/// <param name="Wish">What they want: an answer for each meeting that is for them.</param>
/// <param name="Needs">What helps them; null leaves what was said before.</param>
/// <param name="PhotoConsent">Whether they may be recognisable in photographs.</param>
/// <param name="Source">How host or secretariat came to know it.</param>
/// <param name="Version">The version of the registration that was seen; null when there was none.</param>
public sealed record Register(
    string Code,
    Id<Person>? Person,
    Wish Wish,
    NeedsGiven? Needs,
    bool PhotoConsent,
    Source? Source,
    long? Version
) : ICommand<Register.Answer>
{
    /// <inheritdoc />
    Access INeedsAccess.Needs => new SignedInReaderOf(Code);

    /// <inheritdoc />
    public string On => Person is { } person ? $"{Code} {person}" : Code;

    /// <summary>What they have now.</summary>
    /// <param name="Registration">Its id.</param>
    /// <param name="Version">Its version, for the next change.</param>
    /// <param name="IsComing">Whether it stands: who wants nothing is noted as not coming.</param>
    /// <param name="Seats">Their seats and places in line.</param>
    public sealed record Answer(Id<Registrant> Registration, long Version, bool IsComing, IReadOnlyList<SeatOf> Seats) : IVersioned;

    /// <summary>A seat, or a place in line.</summary>
    /// <param name="Line">Its id.</param>
    /// <param name="Pool">Of which seats.</param>
    /// <param name="Title">What they are called.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="NumberInLine">The number in line of whoever waits, from 1.</param>
    /// <param name="IsMeanwhile">Online only until a seat on site is theirs.</param>
    /// <param name="OfferedUntil">Until when it is held, where it is offered.</param>
    public sealed record SeatOf(
        Id<SeatLine> Line,
        Id<SeatPool> Pool,
        string Title,
        SeatState State,
        int? NumberInLine,
        bool IsMeanwhile,
        Instant? OfferedUntil
    );

    internal sealed class Validator : AbstractValidator<Register>
    {
        public Validator()
        {
            RuleFor(c => c.Wish.Meetings).Must(m => m.Count <= 50).WithMessage("Answer for the meetings of this assembly only.");
            RuleFor(c => c.Wish.Items).Must(i => i.Count <= 200).WithMessage("Answer for what can be booked only.");
            RuleForEach(c => c.Wish.Meetings).Must(m => Enum.IsDefined(m.How)).WithMessage("Choose on site, online or not.");
            RuleFor(c => c.Needs!).SetValidator(new NeedsGiven.Validator()).When(c => c.Needs is not null);
            RuleFor(c => c.Source!.Note).Note().When(c => c.Source is not null).OverridePropertyName("sourceNote");
        }
    }

    internal sealed class Handler(SeatBooks books, WhoRegisters who, Registering registering, Reader reader)
        : ICommandHandler<Register, Answer>
    {
        public async Task<Result<Answer>> Handle(Register command, CancellationToken cancellationToken)
        {
            if (await books.Find(command.Code, cancellationToken) is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            var found = await who.Find(assembly, command.Person, command.Source, cancellationToken);
            if (found.Error is { } unknown)
            {
                return unknown;
            }

            var (attendee, source, _) = found.Value!;
            var form = new FilledIn(attendee, command.Wish, command.Needs, command.PhotoConsent, source, command.Version, reader.Person);
            var outcome = await registering.Take(assembly, form, cancellationToken);
            return outcome.Error is { } refusal ? refusal : Of(outcome.Value!);
        }
    }

    internal static Answer Of(Registered it) =>
        new(
            it.Registrant.Id,
            it.Registrant.Version,
            it.Registrant.IsComing,
            [
                .. it
                    .Open.Pools.Select(pool => (Pool: pool, Line: it.Open.Book.LineOf(pool.Id, it.Registrant.Id)))
                    .Where(one => one.Line is not null)
                    .Select(one => new SeatOf(
                        one.Line!.Id,
                        one.Pool.Id,
                        it.Open.NameOf(one.Pool),
                        one.Line.State,
                        it.Open.Book.NumberInLine(one.Line),
                        one.Line.IsMeanwhile,
                        one.Line.OfferedUntil
                    )),
            ]
        );

    internal sealed record Body(
        IReadOnlyList<MeetingWish> Meetings,
        IReadOnlyList<ItemWish>? Items = null,
        NeedsGiven? Needs = null,
        bool PhotoConsent = false,
        Id<Person>? Person = null,
        Source? Source = null
    );

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/registrations",
                (string code, Body body, IfMatch seen, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(
                            new Register(
                                code,
                                body.Person,
                                new(body.Meetings, body.Items ?? []),
                                body.Needs,
                                body.PhotoConsent,
                                body.Source,
                                seen.Version
                            ),
                            ct
                        )
                        .ToTagged()
            )
            .WithName("register")
            .WithSummary("Register, or change a registration")
            .WithDescription(
                "For oneself; by head or deputy for their organisation’s people; by host or secretariat for anybody, with the source (the person is told). "
                    + "Each meeting that is for them needs an answer. Whoever changes names the version in If-Match; the same again changes nothing. "
                    + "Wanting nothing notes that they do not come."
            )
            .WithExample(
                new Body(
                    [new(new(Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057")), TakingPart.OnSite)],
                    Needs: new([Help.Vegetarian], null, null)
                )
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.NotFound,
                RegistrationErrors.UnknownPerson,
                RegistrationErrors.NoMandate,
                RegistrationErrors.SourceMissing,
                RegistrationErrors.NothingForThem,
                RegistrationErrors.Wish,
                RegistrationErrors.ChangedMeanwhile,
                RegistrationDomainErrors.NotOpen,
                RegistrationDomainErrors.Closed,
                RegistrationDomainErrors.ChangesClosed,
                RegistrationDomainErrors.QuotaFull
            );
}
