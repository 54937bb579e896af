using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Members;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes;

/// <summary>A keeper of the minutes records what a member wants them to say in its own words. A repeat records it twice, unless it bears the same key.</summary>
/// <param name="Assembly">In the minutes of which assembly.</param>
/// <param name="Item">At which item; null for the assembly as a whole.</param>
/// <param name="Member">Whose, by its code.</param>
/// <param name="Text">In its words; plain text.</param>
public sealed record AddStatement(string Assembly, Id<AgendaItem>? Item, string Member, string Text) : ICommand<AddStatement.Added>
{
    /// <inheritdoc />
    public Access Needs => new KeepsMinutes(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly}: {Member}";

    /// <summary>It is recorded.</summary>
    /// <param name="Id">Its id.</param>
    public sealed record Added(Id<MinutesStatement> Id);

    internal sealed class Validator : AbstractValidator<AddStatement>
    {
        public Validator()
        {
            RuleFor(c => c.Member).NotEmpty().WithMessage("Choose the member whose statement it is.");
            RuleFor(c => c.Text)
                .Must(text => !string.IsNullOrWhiteSpace(text))
                .WithMessage("Enter what the member says.")
                .MaximumLength(4000)
                .WithMessage("Keep it to 4,000 characters.");
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<AddStatement, Added>
    {
        public async Task<Result<Added>> Handle(AddStatement command, CancellationToken cancellationToken)
        {
            var opened = await db.OpenMinutes(command.Assembly, cancellationToken);
            if (opened.Value is not { } assembly)
            {
                return opened.Error!;
            }

            if (command.Item is { } item && !await db.HasItem(assembly.Id, item, cancellationToken))
            {
                return MinutesErrors.UnknownItem;
            }

            var code = command.Member.Trim();
            var member = await db
                .Organisations.Where(o => o.Code == code && o.Kind == OrganisationKind.Member)
                .Select(o => (Id<Organisation>?)o.Id)
                .SingleOrDefaultAsync(cancellationToken);
            if (member is not { } whose)
            {
                return MinutesErrors.UnknownMember.At("member");
            }

            var text = command.Text.ReplaceLineEndings("\n").Trim();
            var statement = new MinutesStatement(assembly.Id, command.Item, whose, text, clock.GetCurrentInstant(), reader.Person);
            db.Add(statement);
            return new Added(statement.Id);
        }
    }

    internal sealed record Body(string Member, string Text, Id<AgendaItem>? Item = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/minutes/statements",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(new AddStatement(code, body.Item, body.Member, body.Text), ct)
                        .ToCreated(_ => $"/api/v1/assemblies/{code}/minutes/draft")
            )
            .WithName("addStatement")
            .WithExample(new Body("FI", "Tiedepolku regrets that the fees were not explained before the vote."))
            .WithSummary("Record a statement for the minutes")
            .WithDescription("A member's own words, at an item or for the assembly as a whole. By those who keep the minutes.")
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.NotFound,
                MinutesErrors.KeepersOnly,
                MinutesErrors.UnknownItem,
                MinutesErrors.UnknownMember,
                MinutesDomainErrors.Approved,
                MinutesDomainErrors.NotBegun,
                RequestErrors.Invalid,
                RequestErrors.KeyReused
            );
}

/// <summary>A keeper of the minutes takes a statement back; versions that were published with it keep it. A repeat finds no statement.</summary>
/// <param name="Assembly">In the minutes of which assembly.</param>
/// <param name="Statement">Which.</param>
public sealed record RemoveStatement(string Assembly, Id<MinutesStatement> Statement) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new KeepsMinutes(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Statement}";

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<RemoveStatement, Done>
    {
        public async Task<Result<Done>> Handle(RemoveStatement command, CancellationToken cancellationToken)
        {
            var opened = await db.OpenMinutes(command.Assembly, cancellationToken);
            if (opened.Value is not { } assembly)
            {
                return opened.Error!;
            }

            var statement = await db.MinutesStatements.SingleOrDefaultAsync(
                s => s.Id == command.Statement && s.Assembly == assembly.Id && s.RemovedAt == null,
                cancellationToken
            );
            if (statement is null)
            {
                return MinutesErrors.UnknownStatement;
            }

            statement.Remove(clock.GetCurrentInstant(), reader.Person);
            return Done.It;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete(
                "assemblies/{code}/minutes/statements/{id}",
                (string code, Id<MinutesStatement> id, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new RemoveStatement(code, id), ct).ToHttp()
            )
            .WithName("removeStatement")
            .WithSummary("Take a statement back")
            .WithDescription("It leaves the draft; versions that were published with it keep it. A repeat finds no statement.")
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.NotFound,
                MinutesErrors.KeepersOnly,
                MinutesErrors.UnknownStatement,
                MinutesDomainErrors.Approved,
                MinutesDomainErrors.NotBegun
            );
}
