using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>The chair names somebody who may read a closed item. A repeat changes nothing.</summary>
public sealed record NameItemReader(string Assembly, Id<AgendaItem> Item, string Email) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new PreparesAgenda(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Item}";

    internal sealed class Validator : AbstractValidator<NameItemReader>
    {
        public Validator() =>
            RuleFor(c => c.Email)
                .NotEmpty()
                .WithMessage("Enter the mail address.")
                .MaximumLength(254)
                .WithMessage("A mail address has at most 254 letters.");
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<NameItemReader, Done>
    {
        public async Task<Result<Done>> Handle(NameItemReader command, CancellationToken ct)
        {
            var item = await (
                from i in db.AgendaItems
                join a in db.Assemblies on i.Assembly equals a.Id
                where a.Code == command.Assembly && i.Id == command.Item
                select i.Id
            ).SingleOrDefaultAsync(ct);
            if (item == default)
            {
                return AgendaDomainErrors.UnknownItem;
            }

            var email = Person.NormalEmail(command.Email);
            var person = await db.People.Where(p => p.Email == email).Select(p => p.Id).SingleOrDefaultAsync(ct);
            if (person == default)
            {
                return AgendaErrors.UnknownPerson.At("email");
            }

            // Of two who name the same person at once, both have what they want.
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into agenda_item_reader ("item", "person", "at", "by")
                values ({item.Value}, {person.Value}, {clock.GetCurrentInstant()}, {reader.Person?.Value})
                on conflict do nothing
                """,
                ct
            );

            return Done.It;
        }
    }

    internal sealed record Body(string Email);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/agenda/items/{id}/readers",
                (string code, Id<AgendaItem> id, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new NameItemReader(code, id, body.Email), ct).ToHttp()
            )
            .WithName("nameItemReader")
            .WithExample(new Body("head@ro.stem.example.org"))
            .WithSummary("Let somebody read a closed item")
            .WithDescription("Beside delegates who may vote, officers and secretariat. A repeat changes nothing.")
            .Refuses(
                AccessErrors.SignIn,
                AgendaErrors.EditorsOnly,
                AgendaErrors.UnknownAssembly,
                AgendaDomainErrors.UnknownItem,
                AgendaErrors.UnknownPerson
            );
}
