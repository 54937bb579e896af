using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.SignIn;

/// <summary>Somebody chooses language, zone and colours for themselves. A repeat changes nothing.</summary>
/// <param name="Language">BCP 47, one of <see cref="Languages.All"/>.</param>
/// <param name="TimeZone">IANA zone id.</param>
/// <param name="Colours"><c>light</c>, <c>dark</c> or null for what the system says.</param>
public sealed record ChangePreferences(string Language, string TimeZone, string? Colours) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new SignedIn();

    /// <inheritdoc />
    public string On => "own preferences";

    internal sealed class Validator : AbstractValidator<ChangePreferences>
    {
        public Validator()
        {
            RuleFor(c => c.Language).Must(Languages.Knows).WithMessage("Choose a language of the list");
            RuleFor(c => c.TimeZone)
                .Must(zone => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone ?? "") is not null)
                .WithMessage("Choose a time zone of the list, such as Europe/Brussels");
            RuleFor(c => c.Colours).Must(colours => colours is null or "light" or "dark").WithMessage("Choose light, dark or neither");
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader) : ICommandHandler<ChangePreferences, Done>
    {
        public async Task<Result<Done>> Handle(ChangePreferences command, CancellationToken ct)
        {
            var person = await db.People.SingleAsync(p => p.Id == reader.Person, ct);
            person.Prefer(command.Language, command.TimeZone, command.Colours);
            return Done.It;
        }
    }

    internal sealed record Body(string Language, string TimeZone, string? Colours = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "people/me/preferences",
                (Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ChangePreferences(body.Language, body.TimeZone, body.Colours), ct).ToHttp()
            )
            .WithName("changePreferences")
            .WithSummary("Choose my language, zone and colours")
            .WithDescription("Replaces all three. A repeat changes nothing.")
            .WithExample(new Body("sl", "Europe/Ljubljana", "dark"))
            .Refuses(AccessErrors.SignIn, RequestErrors.Invalid);
}
