using Assemblies.Server.Members.Import;
using Assemblies.Server.Platform.Home;
using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Members;

/// <summary>Organisations, their representatives, imports.</summary>
public sealed class MembersArea
{
    private MembersArea() { }

    internal static void AddMembers(IServiceCollection services) =>
        services
            .AddUseCases<MembersArea>()
            .AddSingleton(new ConstraintRefusal("ix_organisation_code", MembersErrors.CodeTaken))
            .AddSingleton(new ConstraintRefusal("ix_person_email", MembersErrors.AddressTaken))
            .AddSingleton(new ConstraintRefusal("ix_mandate_person_organisation_role", MembersErrors.HoldsRole))
            .AddSingleton(new ConstraintRefusal("mandate_one_head_one_deputy", MembersErrors.RoleTaken))
            .AddScoped<IKnowWhatIsNext, NextInMembers>()
            .AddHostedService<AtStart>();

    internal static void MapMembers(IEndpointRouteBuilder api)
    {
        ListOrganisations.Map(api);
        ImportRoll.Map(api);
        ExportRoll.Map(api);
        ShowOrganisation.Map(api);
        AddOrganisation.Map(api);
        ChangeOrganisation.Map(api);
        AddRepresentative.Map(api);
        ChangeRepresentative.Map(api);
        EndMandate.Map(api);
        NameAdviser.Map(api);
        ListSecretariat.Map(api);
        GrantSecretariat.Map(api);
        RevokeSecretariat.Map(api);
    }
}
