using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Jobs;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Platform.Security;
using Assemblies.Server.SignIn.Dev;
using MediatR;

namespace Assemblies.Server.SignIn;

/// <summary>Signing in, one's own settings, tokens for programs.</summary>
public sealed class SignInArea
{
    private SignInArea() { }

    internal static void AddSignIn(IServiceCollection services) =>
        services
            .AddUseCases<SignInArea>()
            .AddScoped<IComposeMail, LinkMail>()
            .AddRecurring("sign-in.forget", "17 3 * * *", new ForgetWhatIsOver())
            .AddSingleton(new ServerCommand("sign-in-link", "EMAIL", "Prints a link to sign in by, for when mail is down.", PrintLink))
            .AddSingleton(new ReadyNote(WhoToBe.Say));

    internal static void MapSignIn(IEndpointRouteBuilder api)
    {
        AskForLink.Map(api);
        ShowMe.Map(api);
        ChangePreferences.Map(api);
        ListSignIns.Map(api);
        EndSignIn.Map(api);
        EndAllSignIns.Map(api);
        ListTokens.Map(api);
        MakeToken.Map(api);
        RevokeToken.Map(api);
        HandCode.Map(api);
    }

    internal static void MapRoot(IEndpointRouteBuilder root) => DevTools.Map(root);

    private static async Task<int> PrintLink(IServiceProvider services, IReadOnlyList<string> arguments)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateServiceScope();
        var made = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new MakeLink(arguments[0]));
        await (made.Error is { } error ? Console.Error.WriteLineAsync(error.Message) : Console.Out.WriteLineAsync(made.Value));
        return made.Error is null ? 0 : 1;
    }
}
