using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Meetings;

/// <summary>
/// A new assembly after the form of an older one: dates shifted, ids new, nothing sent, no answers, no links to join by. It says whose copy it is
/// until it is first saved. A repeat is refused, since the code is taken.
/// </summary>
/// <param name="Code">The older one.</param>
/// <param name="NewCode">The code of the new one; null for the edition that follows.</param>
/// <param name="Title">Its title; null for the usual one of its edition.</param>
/// <param name="Host">The code of the member that hosts it; null for the same as before.</param>
/// <param name="FirstDay">The day of its first meeting; the others follow at the same distance.</param>
/// <param name="What">What is taken along.</param>
public sealed record CopyAssembly(string Code, string? NewCode, string? Title, string? Host, LocalDate FirstDay, CopyParts What)
    : ICommand<CopyAssembly.Answer>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Code;

    /// <summary>The new assembly.</summary>
    /// <param name="Code">Its code.</param>
    /// <param name="CopyOf">Whose copy it is.</param>
    public sealed record Answer(string Code, string CopyOf);

    internal sealed class Validator : AbstractValidator<CopyAssembly>
    {
        public Validator()
        {
            RuleFor(c => c.NewCode)
                .Must(code => code is null || Edition.Parse(code) is not null)
                .WithMessage("Enter a code of the form GA-2027-1: year and number.");
            RuleFor(c => c.Title!).Line(200).When(c => c.Title is not null);
        }
    }

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<CopyAssembly, Answer>
    {
        public async Task<Result<Answer>> Handle(CopyAssembly command, CancellationToken cancellationToken)
        {
            var from = await db.Whole(command.Code, cancellationToken);
            if (from is null)
            {
                return AccessErrors.NotFound;
            }

            var edition = Edition.Parse(command.NewCode) ?? Edition.Parse(from.Code)?.Next;
            if (edition is null || await db.Assemblies.AnyAsync(a => a.Code == edition.Code, cancellationToken))
            {
                return MeetingsErrors.CodeTaken.At("newCode");
            }

            var host = await db
                .Organisations.Where(o => command.Host == null ? o.Id == from.Host : o.Code == command.Host)
                .SingleOrDefaultAsync(o => o.Kind == OrganisationKind.Member, cancellationToken);
            if (host is null)
            {
                return MeetingsErrors.UnknownHost.At("host");
            }

            if ((command.What.HasFlag(CopyParts.Places) ? from.Place : SeatOf(host)) is not { } place)
            {
                return MeetingsErrors.PlaceUnknown.At("what");
            }

            var now = clock.GetCurrentInstant();
            var made = from.Copy(
                new(edition.Code, command.Title?.Trim() ?? edition.Title, host.Id, place, command.FirstDay, command.What),
                now,
                reader.Person
            );
            if (made.Value is { } copy)
            {
                db.Assemblies.Add(copy);
                await db.AppointOrganisers(copy, now, cancellationToken);
            }

            return made.Error.Or(() => new Answer(edition.Code, from.Code));
        }

        private static Place? SeatOf(Organisation host) =>
            host is { City: { } city, Latitude: { } latitude, Longitude: { } longitude, TimeZone: { } zone }
                ? new(null, null, city, host.Country, latitude, longitude, zone, host.CityLatin)
                : null;
    }

    internal sealed record Body(
        LocalDate FirstDay,
        IReadOnlyList<CopyParts> What,
        string? NewCode = null,
        string? Title = null,
        string? Host = null
    );

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/copy",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(
                            new CopyAssembly(
                                code,
                                body.NewCode,
                                body.Title,
                                body.Host,
                                body.FirstDay,
                                body.What.Aggregate(CopyParts.None, (all, one) => all | one)
                            ),
                            ct
                        )
                        .ToCreated(made => $"/api/v1/assemblies/{made.Code}")
            )
            .WithName("copyAssembly")
            .WithSummary("Copy an assembly")
            .WithDescription(
                "A new one after its form: dates shifted, nothing sent, no answers, new ids and addresses. `what` names what is taken along; "
                    + "without `places` it is in the host’s city. Without `newCode` it gets the edition that follows. A repeat is refused: the code is taken."
            )
            .WithExample(
                new Body(new LocalDate(2027, 10, 13), [CopyParts.Meetings, CopyParts.Sessions, CopyParts.Tasks], "GA-2027-2", null, "FI")
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                AccessErrors.NotFound,
                MeetingsErrors.CodeTaken,
                MeetingsErrors.UnknownHost,
                MeetingsErrors.PlaceUnknown,
                MeetingsDomainErrors.SessionsNeedMeetings,
                MeetingsDomainErrors.DateGone,
                MeetingsDomainErrors.NoSuchTime
            );
}
