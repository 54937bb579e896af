using ArchUnitNET.Loader;
using Assemblies.Domain;
using Assemblies.Server.Agenda;
using Assemblies.Server.Platform.Messaging;
using Type = System.Type;

namespace Assemblies.Server.Tests.Architecture;

/// <summary>The arrows of the house: who may know whom.</summary>
public sealed class ArrowTests
{
    private const string Server = "Assemblies.Server.";

    private static readonly ArchUnitNET.Domain.Architecture House = new ArchLoader()
        .LoadAssemblies(typeof(Program).Assembly, typeof(Aggregate).Assembly)
        .Build();

    private static readonly string[] Areas =
    [
        .. Program.Areas.Select(area => area.Add.Method.DeclaringType!.Namespace![Server.Length..]).Distinct(),
    ];

    [Test]
    public void The_domain_knows_NodaTime_and_nothing_else() =>
        Assert.That(
            typeof(Aggregate)
                .Assembly.GetReferencedAssemblies()
                .Select(reference => reference.Name!)
                .Where(name => !name.StartsWith("System", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "NodaTime" })
        );

    [Test]
    public void The_domain_asks_no_clock_and_reads_no_file() =>
        Assert.That(
            Arrows()
                .Where(arrow => arrow.From.StartsWith("Assemblies.Domain", StringComparison.Ordinal))
                .Where(arrow =>
                    arrow.To is "NodaTime.SystemClock" or "NodaTime.IClock" || arrow.To.StartsWith("System.IO.", StringComparison.Ordinal)
                ),
            Is.Empty
        );

    [Test]
    public void The_platform_knows_no_area() =>
        Assert.That(
            Arrows()
                // The context holds every table, also those of types that no other area has to know.
                .Where(arrow => arrow.From is not "Assemblies.Server.Platform.Database.AssembliesDb")
                .Where(arrow => AreaOf(arrow.From) is "Platform" && Areas.Contains(AreaOf(arrow.To), StringComparer.Ordinal)),
            Is.Empty
        );

    [Test]
    public void An_area_knows_of_another_only_its_queries_and_errors() =>
        Assert.That(
            Arrows()
                .Where(arrow =>
                    Areas.Contains(AreaOf(arrow.From), StringComparer.Ordinal)
                    && Areas.Contains(AreaOf(arrow.To), StringComparer.Ordinal)
                    && AreaOf(arrow.From) != AreaOf(arrow.To)
                    && !IsSharedByDesign(arrow.To)
                )
                .Select(arrow => $"{arrow.From} → {arrow.To}")
                .Distinct()
                .Order(StringComparer.Ordinal),
            Is.Empty
        );

    [Test]
    public void No_type_bears_an_areas_name() =>
        Assert.That(
            new[] { typeof(Program).Assembly, typeof(Aggregate).Assembly }
                .SelectMany(assembly => assembly.GetTypes())
                .Where(type => Areas.Contains(type.Name, StringComparer.Ordinal))
                .Select(type => type.FullName),
            Is.Empty
        );

    [Test]
    public void Every_request_has_exactly_one_handler()
    {
        var types = typeof(Program).Assembly.GetTypes();
        var requests = types.Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(INeedsAccess)));
        var handled = types.SelectMany(type => type.GetInterfaces()).Where(IsHandler).Select(it => it.GetGenericArguments()[0]).ToList();
        Assert.That(requests.Where(request => handled.Count(h => h == request) is not 1).Select(type => type.FullName), Is.Empty);
    }

    private static bool IsHandler(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(MediatR.IRequestHandler<,>);

    private static IEnumerable<(string From, string To)> Arrows() =>
        House
            .Types.SelectMany(type => type.Dependencies)
            .Select(dependency => (dependency.Origin.FullName, dependency.Target.FullName))
            .Distinct();

    private static string AreaOf(string name) =>
        name.StartsWith(Server, StringComparison.Ordinal) ? name[Server.Length..].Split('.', '+')[0] : "";

    /// <summary>A query with its answer, an access rule, the one function of who sees what, an area's errors, a component for others' pages.</summary>
    private static bool IsSharedByDesign(string name)
    {
        // Whatever encloses it: a handler is its area's own.
        for (var type = typeof(Program).Assembly.GetType(name); type is not null; type = type.DeclaringType)
        {
            if (type.GetInterfaces().Any(IsHandler))
            {
                return false;
            }
        }

        for (var type = typeof(Program).Assembly.GetType(name); type is not null; type = type.DeclaringType)
        {
            var isQuery = type.GetInterfaces().Any(it => it.IsGenericType && it.GetGenericTypeDefinition() == typeof(IQuery<>));
            if (
                isQuery
                || type == typeof(Visibility)
                || type.IsAssignableTo(typeof(Access))
                || type.Name.EndsWith("Errors", StringComparison.Ordinal)
            )
            {
                return true;
            }
        }

        return false;
    }
}
