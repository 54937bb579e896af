using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Rules;

/// <summary>The rules of procedure and their versions.</summary>
public sealed class RulesArea
{
    private RulesArea() { }

    internal static void AddRules(IServiceCollection services)
    {
        services.AddUseCases<RulesArea>();
        services.AddHostedService<FirstRules>();
        services.AddSingleton(new ConstraintRefusal(RulesTables.VersionNumber, RulesErrors.NewerVersion));
    }

    internal static void MapRules(IEndpointRouteBuilder api)
    {
        ShowRules.Map(api);
        ListRulesVersions.Map(api);
        CompareRules.Map(api);
        PublishRules.Map(api);
        ShowAssemblyRules.Map(api);
    }
}
