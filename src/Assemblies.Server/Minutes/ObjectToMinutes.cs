using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Members;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Agenda;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes;

/// <summary>
/// A member says that published minutes are wrong, until the deadline: its head or deputy does, or the secretariat for it, saying how it came to know.
/// A repeat hands in a second one, unless it bears the same key.
/// </summary>
/// <param name="Assembly">To the minutes of which assembly.</param>
/// <param name="Member">Whose, by its code; null for the reader's only member.</param>
/// <param name="Item">At which item; null for the minutes as a whole.</param>
/// <param name="Text">What is wrong, and what it should say.</param>
/// <param name="Source">How the secretariat came to know it; null when the member objects itself.</param>
public sealed record ObjectToMinutes(string Assembly, string? Member, Id<AgendaItem>? Item, string Text, Source? Source)
    : ICommand<ObjectToMinutes.Received>
{
    /// <inheritdoc />
    public Access Needs => new ObjectsAt(Assembly);

    /// <inheritdoc />
    public string On => Assembly;

    /// <summary>It is there.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Version">The version it is about.</param>
    public sealed record Received(Id<MinutesObjection> Id, int Version);

    internal sealed class Validator : AbstractValidator<ObjectToMinutes>
    {
        public Validator() =>
            RuleFor(c => c.Text)
                .Must(text => !string.IsNullOrWhiteSpace(text))
                .WithMessage("Write what is wrong, and what it should say.")
                .MaximumLength(4000)
                .WithMessage("Keep it to 4,000 characters.");
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<ObjectToMinutes, Received>
    {
        public async Task<Result<Received>> Handle(ObjectToMinutes command, CancellationToken cancellationToken)
        {
            var acting = await MemberOf(command, cancellationToken);
            if (acting.Error is { } cannot)
            {
                return cannot;
            }

            var assembly = await db.Assemblies.Where(a => a.Code == command.Assembly).Select(a => a.Id).SingleAsync(cancellationToken);
            var now = clock.GetCurrentInstant();
            if (await db.NewestMinutes(assembly, cancellationToken) is not { } newest)
            {
                return MinutesDomainErrors.NotPublished;
            }

            if (await db.StandingApproval(assembly, cancellationToken) is not null)
            {
                return MinutesDomainErrors.Approved;
            }

            if (await db.ObjectionsUntil(assembly, null, cancellationToken) is { } until && until.IsPast(now))
            {
                return MinutesDomainErrors.ObjectionsClosed;
            }

            if (command.Item is { } item && !await MayRead(newest, item, cancellationToken))
            {
                return MinutesErrors.UnknownItem;
            }

            var text = command.Text.ReplaceLineEndings("\n").Trim();
            var objection = new MinutesObjection(newest, command.Item, acting.Value, text, now, reader.Person, command.Source);
            db.Add(objection);
            return new Received(objection.Id, newest.Number);
        }

        /// <summary>Nobody objects to what they may not read, nor learns by it that it is there.</summary>
        private async Task<bool> MayRead(MinutesVersion newest, Id<AgendaItem> id, CancellationToken ct)
        {
            var visibility = await Visibility.Of(db, reader, newest.Assembly, ct);
            return newest.Content.Items().Any(i => i.Id == id && (!i.Closed || visibility.SeesClosed || visibility.Named.Contains(id)));
        }

        private async Task<Result<Id<Organisation>>> MemberOf(ObjectToMinutes command, CancellationToken ct)
        {
            var own = reader
                .Hats.Where(h => h is { Kind: OrganisationKind.Member, Role: MandateRole.Head or MandateRole.Deputy })
                .Select(h => h.Code)
                .Distinct(StringComparer.Ordinal)
                .ToList();
            var wanted = string.IsNullOrWhiteSpace(command.Member)
                ? (own.Count is 1 && command.Source is null ? own[0] : null)
                : command.Member.Trim();
            if (wanted is null)
            {
                return own.Count > 0 || reader.IsSecretariat ? MinutesErrors.WhichMember.At("member") : MinutesErrors.NotYourMember;
            }

            var isOwn = own.Contains(wanted, StringComparer.Ordinal) && command.Source is null;
            return !isOwn && !reader.IsSecretariat ? MinutesErrors.NotYourMember
                : !isOwn && string.IsNullOrWhiteSpace(command.Source?.Note) ? MinutesErrors.SourceMissing.At("sourceNote")
                : await db
                    .Organisations.Where(o => o.Code == wanted && o.Kind == OrganisationKind.Member)
                    .Select(o => (Id<Organisation>?)o.Id)
                    .SingleOrDefaultAsync(ct)
                    is { } member
                    ? member
                : MinutesErrors.UnknownMember.At("member");
        }
    }

    internal sealed record Body(string Text, string? Member = null, Id<AgendaItem>? Item = null, Source? Source = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/minutes/object",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(new ObjectToMinutes(code, body.Member, body.Item, body.Text, body.Source), ct)
                        .ToCreated(_ => $"/api/v1/assemblies/{code}/minutes/objections")
            )
            .WithName("objectToMinutes")
            .WithExample(new Body("Item 8 says that we voted for the fees; we voted against them.", "FI"))
            .WithSummary("Object to the minutes")
            .WithDescription(
                "By head or deputy of a member until the deadline; by the secretariat for it with the source. It is taken up by the next version, or annexed "
                    + "for the assembly that approves the minutes. A repeat hands in a second one, unless it bears the same Idempotency-Key."
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.NotFound,
                MinutesErrors.NotYourMember,
                MinutesErrors.WhichMember,
                MinutesErrors.SourceMissing,
                MinutesErrors.UnknownMember,
                MinutesErrors.UnknownItem,
                MinutesDomainErrors.NotPublished,
                MinutesDomainErrors.Approved,
                MinutesDomainErrors.ObjectionsClosed,
                RequestErrors.Invalid,
                RequestErrors.KeyReused
            );
}
