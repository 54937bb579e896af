using Assemblies.Domain.Members;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Security;
using MediatR;

namespace Assemblies.Server.SignIn.Dev;

/// <summary>Tells whoever started the service on their own machine who they can be.</summary>
internal static class WhoToBe
{
    public static async Task<string?> Say(IServiceProvider services, string address)
    {
        if (!services.GetRequiredService<Settings>().IsDevelopment)
        {
            return null;
        }

        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateServiceScope();
        var people = (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ListPeopleToBe())).Value ?? [];
        if (people.Count is 0)
        {
            return "Nobody has an account yet: set Bootstrap__Secretariat to your address and start again.";
        }

        IEnumerable<ListPeopleToBe.One?> examples =
        [
            people.FirstOrDefault(one => one.IsSecretariat),
            people.FirstOrDefault(one => one is { Kind: OrganisationKind.Member, Role: MandateRole.Head, IsSecretariat: false }),
            people.FirstOrDefault(one => one.Kind is OrganisationKind.AssociatedPartner),
            people.FirstOrDefault(one => one.Kind is OrganisationKind.Commission),
        ];
        return $"""
            Sign in there as anybody, by one click: {address}/dev/sign-in
            {string.Join('\n', examples.OfType<ListPeopleToBe.One>().Select(one => $"  {one.Email, -42} {Hat(one)}"))}

            Mail does not leave this machine; it is shown at {address}/dev/mail
            Ctrl-C ends the service and its database.
            """;
    }

    private static string Hat(ListPeopleToBe.One one) =>
        one.IsSecretariat ? "secretariat" : $"{one.Role?.ToString().ToLowerInvariant()}, {one.Organisation}";
}
