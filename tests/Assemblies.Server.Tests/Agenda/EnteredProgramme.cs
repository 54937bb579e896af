namespace Assemblies.Server.Tests.Agenda;

/// <summary>The demo programme as the chair has entered it, on a service of each test's own.</summary>
public abstract class EnteredProgramme
{
    private protected TestService service = null!;
    private protected HttpClient chair = null!;

    [SetUp]
    public async Task Enter()
    {
        service = await DemoProgramme.Start();
        chair = await service.As(DemoProgramme.Chair);
        await DemoProgramme.Enter(chair);
    }

    [TearDown]
    public async Task End() => await service.DisposeAsync();
}
