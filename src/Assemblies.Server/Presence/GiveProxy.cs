using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>An instruction as it is sent.</summary>
/// <param name="Item">The item's printed number.</param>
/// <param name="Vote">How to vote.</param>
/// <param name="About">Which motion of it, or what to do in words; null where it has one motion.</param>
public sealed record GivenInstruction(string Item, InstructedVote Vote, string? About = null);

/// <summary>
/// A member gives its vote to another, in writing, until the deadline: its head or deputy does, or the secretariat for it, saying how it came to know.
/// Both sides are told. It counts once the holder has accepted it. A repeat is refused, unless it bears the same key.
/// </summary>
/// <param name="Assembly">At which assembly.</param>
/// <param name="Principal">The member that gives it, by its code; null for the reader's only one.</param>
/// <param name="Holder">The member that is to vote for it, by its code.</param>
/// <param name="Text">The written power.</param>
/// <param name="Items">The numbers of the items it is for; empty for the whole assembly.</param>
/// <param name="Instructions">How to vote on some of them.</param>
/// <param name="Source">How the secretariat came to know it; null when the member gives it itself.</param>
public sealed record GiveProxy(
    string Assembly,
    string? Principal,
    string Holder,
    string Text,
    IReadOnlyList<string> Items,
    IReadOnlyList<GivenInstruction> Instructions,
    Source? Source
) : ICommand<GiveProxy.Given>
{
    /// <inheritdoc />
    public Access Needs => new SomebodyAt(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly}: to {Holder}";

    /// <summary>The proxy.</summary>
    /// <param name="Id">Its id.</param>
    public sealed record Given(Id<Proxy> Id);

    internal sealed class Validator : AbstractValidator<GiveProxy>
    {
        public Validator()
        {
            RuleFor(c => c.Holder).NotEmpty().WithMessage("Choose the member that is to vote for you.");
            RuleFor(c => c.Text)
                .Must(text => !string.IsNullOrWhiteSpace(text))
                .WithMessage("Write the power: who gives its vote to whom, for what.")
                .Must(text => text is null || !text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')))
                .WithMessage("Enter text without control characters.")
                .MaximumLength(4000)
                .WithMessage("Enter at most 4000 characters.");
            RuleFor(c => c.Instructions)
                .Must(all => all.All(one => one.About is null || one.About.Length <= 500))
                .WithMessage("Keep each instruction to 500 characters.")
                .Must(all => all.All(one => one.Vote is not InstructedVote.AsSaid || !string.IsNullOrWhiteSpace(one.About)))
                .WithMessage("Say in words how to vote on the item.")
                .Must(all => all.DistinctBy(one => (one.Item, one.About?.Trim() ?? "")).Count() == all.Count)
                .WithMessage("Give one instruction for each question.");
            this.SourceNote(c => c.Source);
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<GiveProxy, Given>
    {
        public async Task<Result<Given>> Handle(GiveProxy command, CancellationToken ct)
        {
            var acting = await db.MemberOf(reader, command.Principal, command.Source, ct);
            if (acting.Value is not { } principal)
            {
                return acting.Error!;
            }

            var now = clock.GetCurrentInstant();
            if (await db.OpenProxies(command.Assembly, now, ct) is not { } book)
            {
                return AccessErrors.NotFound;
            }

            if (book.Roll.FirstOrDefault(m => string.Equals(m.Code, command.Holder.Trim(), StringComparison.Ordinal)) is not { } holder)
            {
                return PresenceErrors.UnknownMember.At("holder");
            }

            var numbers = await Numbers(book.Assembly, ct);
            if (command.Items.Concat(command.Instructions.Select(i => i.Item)).FirstOrDefault(n => !numbers.ContainsKey(n)) is not null)
            {
                return PresenceErrors.UnknownItem.At("items");
            }

            var terms = new ProxyTerms(
                principal.Id,
                holder.Organisation,
                command.Text.ReplaceLineEndings("\n").Trim(),
                [.. command.Items.Distinct(StringComparer.Ordinal).Select(number => numbers[number])],
                [.. command.Instructions.Select(i => new ProxyInstruction(numbers[i.Item], i.Vote, Tidy(i.About)))]
            );
            var isIn = await db.IsPresentToday(book.Assembly, principal.Id, now, ct);
            var given = book.Give(terms, isIn, new(now, reader.Person, command.Source));
            if (given.Value is not { } proxy)
            {
                return given.Error!;
            }

            db.Add(proxy);
            return new Given(proxy.Id);
        }

        private Task<Dictionary<string, Id<AgendaItem>>> Numbers(Id<Assembly> assembly, CancellationToken ct) =>
            db
                .AgendaItems.Where(i => i.Assembly == assembly && i.PrintedIn != null && i.Number != null)
                .ToDictionaryAsync(i => i.Number!, i => i.Id, StringComparer.Ordinal, ct);

        private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    internal sealed record Body(
        string Holder,
        string Text,
        string? Principal = null,
        IReadOnlyList<string>? Items = null,
        IReadOnlyList<GivenInstruction>? Instructions = null,
        Source? Source = null
    );

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/proxies",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(
                            new GiveProxy(
                                code,
                                body.Principal,
                                body.Holder,
                                body.Text,
                                body.Items ?? [],
                                body.Instructions ?? [],
                                body.Source
                            ),
                            ct
                        )
                        .ToCreated(_ => $"/api/v1/assemblies/{code}/proxies")
            )
            .WithName("giveProxy")
            .WithSummary("Give a proxy to another member")
            .WithDescription(
                "By the head or deputy of the principal until the deadline; by the secretariat for it with the source. Between members that are entitled to "
                    + "vote, at most as many a holder as the rules say, and never passed on. It counts once the holder has accepted it, while the holder is "
                    + "present; it is void when the principal checks in. Both sides are told. A repeat is refused, unless it bears the same Idempotency-Key."
            )
            .WithExample(
                new Body(
                    "EE",
                    "Zinātnes Ceļi gives its vote at the General Assembly Spring 2027 to Teaduspakt.",
                    Instructions: [new("12", InstructedVote.Yes)]
                )
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.NotFound,
                RequestErrors.Invalid,
                PresenceErrors.WhichMember,
                PresenceErrors.NotYourMember,
                PresenceErrors.SourceMissing,
                PresenceErrors.UnknownMember,
                PresenceErrors.UnknownItem,
                PresenceDomainErrors.OwnHolder,
                PresenceDomainErrors.InstructionOutOfScope,
                PresenceDomainErrors.NoProxies,
                PresenceDomainErrors.ProxiesNotOpen,
                PresenceDomainErrors.ProxiesClosed,
                PresenceDomainErrors.PrincipalWithoutVote,
                PresenceDomainErrors.HolderWithoutVote,
                PresenceDomainErrors.ProxyGiven,
                PresenceDomainErrors.HoldsProxy,
                PresenceDomainErrors.HolderGaveProxy,
                PresenceDomainErrors.HolderFull,
                PresenceDomainErrors.PrincipalIsIn
            );
}
