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

    /// <summary>Commands that nobody here can do, and how each is refused: somebody else's, for a browser only, for an empty database,
    /// after a later assembly has approved the minutes.</summary>
    private static readonly string[] NeverDone =
    [
        "CloseAssembly: access.sign_in assembly.not_ready_to_close access.sign_in",
        "EndSignIn: access.sign_in access.not_found access.sign_in",
        "GiveCastingVote: access.sign_in access.forbidden access.sign_in", // the chair’s own
        "MakeToken: access.sign_in sign_in.browser_only access.sign_in",
        "RevokeToken: access.sign_in access.not_found access.sign_in",
        "SeedDemo: access.forbidden access.forbidden members.not_empty",
        "SignMinutes: access.sign_in minutes.signers_only access.sign_in",
    ];

    private TestService service = null!;
    private Stage stage = null!;

    private static IEnumerable<string> Rows => Table.Select(row => row.Request);

    [OneTimeSetUp]
    public async Task Start()
    {
        service = await DemoNetwork.Start();
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

        Assert.That(found.Select(it => $"{it.Key}: {it.Value}"), Is.EqualTo(rights.Select(right => $"{right.Key}: {right.Value}")));
    }

    [Test]
    public async Task Every_command_leaves_exactly_one_audit_row_and_a_refused_one_none()
    {
        var (wrong, never) = (new List<string>(), new List<string>());
        foreach (var type in Requests.Where(it => it.IsAssignableTo(typeof(ICommand)) && Samples.ContainsKey(it)))
        {
            var refusals = new List<string?>();
            foreach (var role in new[] { Role.Public, Role.Secretariat, Role.Service })
            {
                var sample = await Samples[type](stage);
                var before = await service.Db(db => db.AuditRows.CountAsync());
                var error = await stage.Send(sample, role);
                var rows = await service.Db(db =>
                    db.AuditRows.OrderBy(row => row.Number).Skip(before).Select(row => row.What).ToListAsync()
                );
                refusals.Add(error?.Code);
                if (!rows.SequenceEqual(error is null ? [type.Name] : []))
                {
                    wrong.Add($"{type.Name} as {role}: {error?.Code ?? "done"}, rows {string.Join(", ", rows)}");
                }
            }

            if (!refusals.Contains(null))
            {
                never.Add($"{type.Name}: {string.Join(' ', refusals)}");
            }
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(wrong, Is.Empty);
            Assert.That(never, Is.EqualTo(NeverDone), "what no sample does proves nothing");
        }
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
