using Assemblies.Domain;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Rights;

public sealed class RightsTests
{
    private static readonly IReadOnlyList<(string Request, IReadOnlyDictionary<Role, Right> Rights)> Table = RightsTable.Read();

    private static readonly List<Type> Requests =
    [
        .. typeof(INeedsAccess)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(INeedsAccess)))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    private static readonly Dictionary<Type, Func<Stage, Task<object>>> Samples = typeof(ISamples)
        .Assembly.GetTypes()
        .Where(type => type is { IsInterface: false } && type.IsAssignableTo(typeof(ISamples)))
        .SelectMany(type => ((ISamples)Activator.CreateInstance(type)!).Requests)
        .ToDictionary(sample => sample.Key, sample => sample.Value);

    private TestService service = null!;
    private Stage stage = null!;

    private static IEnumerable<string> Rows => Table.Select(row => row.Request);

    [OneTimeSetUp]
    public async Task Start()
    {
        service = await DemoNetwork.Start(settings: "--Jobs:Run=false");
        stage = await Stage.Set(service);
    }

    [OneTimeTearDown]
    public async Task End() => await service.DisposeAsync();

    [Test]
    public void T3_every_request_has_one_row_and_every_row_a_request() =>
        Assert.That(Table.Select(row => row.Request), Is.EquivalentTo(Requests.Select(request => request.Name)));

    [Test]
    public void T3_every_request_has_a_sample() =>
        Assert.That(Requests.Where(request => !Samples.ContainsKey(request)).Select(request => request.FullName), Is.Empty);

    [TestCaseSource(nameof(Rows))]
    public async Task T3_each_role_may_what_the_table_says(string request)
    {
        var (type, rights) = (Requests.Single(it => it.Name == request), Table.First(row => row.Request == request).Rights);
        Assume.That(Samples.ContainsKey(type), "it has a sample; another test says so");
        var found = new Dictionary<Role, string>();
        foreach (var role in rights.Keys)
        {
            var error = await stage.Send(await Samples[type](stage), role);
            found[role] = $"{Kind(error)}{(Kind(error) == rights[role] ? "" : $" ({error?.Code})")}";
        }

        Assert.That(found, Is.EqualTo(rights.ToDictionary(right => right.Key, right => right.Value.ToString())));
    }

    [Test]
    public async Task Every_command_leaves_exactly_one_audit_row_and_a_refused_one_none()
    {
        var wrong = new List<string>();
        foreach (var type in Requests.Where(it => it.IsAssignableTo(typeof(ICommand)) && Samples.ContainsKey(it)))
        {
            foreach (var role in new[] { Role.Public, Role.Secretariat, Role.Service })
            {
                var before = await service.Db(db => db.AuditRows.CountAsync());
                var error = await stage.Send(await Samples[type](stage), role);
                var rows = await service.Db(db =>
                    db.AuditRows.OrderBy(row => row.Number).Skip(before).Select(row => row.What).ToListAsync()
                );
                if (!rows.SequenceEqual(error is null ? [type.Name] : []))
                {
                    wrong.Add($"{type.Name} as {role}: {error?.Code ?? "done"}, rows {string.Join(", ", rows)}");
                }
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    private static Right Kind(Error? error) =>
        error?.Kind switch
        {
            ErrorKind.SignIn => Right.SignIn,
            ErrorKind.Forbidden => Right.No,
            ErrorKind.NotFound => Right.Hidden,
            _ => Right.Yes,
        };
}
