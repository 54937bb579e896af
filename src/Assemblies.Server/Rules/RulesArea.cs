using System.Text.Json.Serialization.Metadata;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Messaging;
using Microsoft.AspNetCore.Http.Json;

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

        // What is sent names every parameter; only a stored version from before one existed reads it with its default.
        services.PostConfigure<JsonOptions>(options =>
            options.SerializerOptions.TypeInfoResolver = options.SerializerOptions.TypeInfoResolver!.WithAddedModifier(NoneIsLeftOut)
        );
    }

    internal static void MapRules(IEndpointRouteBuilder api)
    {
        ShowRules.Map(api);
        ListRulesVersions.Map(api);
        CompareRules.Map(api);
        PublishRules.Map(api);
        ShowAssemblyRules.Map(api);
    }

    private static void NoneIsLeftOut(JsonTypeInfo type)
    {
        foreach (var parameter in type.Type == typeof(RulesOfProcedure) ? type.Properties : [])
        {
            parameter.IsRequired = parameter.Set is not null;
        }
    }
}
