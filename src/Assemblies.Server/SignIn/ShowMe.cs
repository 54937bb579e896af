using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;

namespace Assemblies.Server.SignIn;

/// <summary>Who the reader is, and what they are to the network today.</summary>
public sealed record ShowMe : IQuery<ShowMe.Answer>
{
    /// <inheritdoc />
    public Access Needs => new SignedIn();

    /// <summary>The reader.</summary>
    public sealed record Answer(
        Id<Person> Id,
        string Name,
        string Email,
        string Language,
        string TimeZone,
        string? Colours,
        bool IsSecretariat,
        IReadOnlyList<Represented> Mandates,
        IReadOnlyList<Held> Offices
    );

    /// <summary>A mandate that holds today.</summary>
    public sealed record Represented(string Organisation, string Name, OrganisationKind Kind, MandateRole Role);

    /// <summary>An office that holds.</summary>
    public sealed record Held(string Assembly, Office Office);

    internal sealed class Handler(Reader reader) : IQueryHandler<ShowMe, Answer>
    {
        public Task<Result<Answer>> Handle(ShowMe query, CancellationToken ct) =>
            Task.FromResult<Result<Answer>>(
                new Answer(
                    reader.Person!.Value,
                    reader.Name,
                    reader.Email!,
                    reader.Language,
                    reader.Zone!,
                    reader.Colours,
                    reader.IsSecretariat,
                    [.. reader.Hats.Select(hat => new Represented(hat.Code, hat.Name, hat.Kind, hat.Role))],
                    [.. reader.Offices.Select(held => new Held(held.Code, held.Office))]
                )
            );
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("people/me", (IMediator mediator, CancellationToken ct) => mediator.Send(new ShowMe(), ct).ToHttp())
            .WithName("showMe")
            .WithSummary("Show who I am")
            .WithDescription("The reader with the mandates and offices that hold today.")
            .Refuses(AccessErrors.SignIn);
}
