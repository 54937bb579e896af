using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Assemblies.Server.Tests.Contract;

/// <summary>Each address of the document, asked by somebody without an account who guesses what to put into it.</summary>
public sealed partial class StrangerTests
{
    private TestService service = null!;

    [OneTimeSetUp]
    public async Task Start() => service = await DemoNetwork.Start();

    [OneTimeTearDown]
    public async Task End() => await service.DisposeAsync();

    [Test]
    public async Task Whoever_has_no_account_and_guesses_gets_a_refusal_with_a_code_everywhere()
    {
        using var client = service.Anybody();
        using var document = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json"));
        var answered = new List<string>();
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (var method in path.Value.EnumerateObject().Select(operation => operation.Name.ToUpperInvariant()))
            {
                using var request = new HttpRequestMessage(new(method), Placeholder().Replace(path.Name, Guess));
                request.Content = method is "GET" or "DELETE" ? null : JsonContent.Create(new { });
                using var answer = await client.SendAsync(request);
                if ((int)answer.StatusCode is < 400 or >= 500 || !(await answer.Content.ReadAsStringAsync()).Contains("\"code\":"))
                {
                    answered.Add($"{method} {path.Name} {(int)answer.StatusCode}");
                }
            }
        }

        Assert.That(
            string.Join(", ", answered),
            Is.EqualTo(
                "GET /api/v1/assemblies 200, GET /api/v1/decisions 200, GET /api/v1/decisions/export 200, GET /api/v1/yearbook 200, GET /decisions.atom 200"
            ),
            "the list of what is open to all"
        );
    }

    [TestCase("/api/v1/yearbook")]
    [TestCase("/decisions.atom")]
    public async Task Who_sends_a_token_that_is_none_is_told_so_also_where_none_is_needed(string address)
    {
        using var client = service.Anybody();
        client.DefaultRequestHeaders.Authorization = new("Bearer", "asm_unknown");
        Assert.That(await client.GetAsync(address).Refusal(), Is.EqualTo("401 access.unknown_token"));
    }

    [TestCase(null, ExpectedResult = "access.sign_in")]
    [TestCase("asm_unknown", ExpectedResult = "access.unknown_token")]
    public async Task<string> The_type_of_a_refusal_leads_to_what_it_means(string? token)
    {
        using var client = service.Anybody();
        var refusals = await client.GetStringAsync("/docs/errors");
        client.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);
        using var answer = await client.GetAsync("/api/v1/organisations");
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var type = problem.RootElement.GetProperty("type").GetString()!.Split('#');
        Assert.That(type[0], Is.EqualTo("/docs/errors"));
        Assert.That(refusals, Does.Contain($"id=\"{type[1]}\""));
        return type[1];
    }

    [TestCase("service.fault", ExpectedResult = "500")]
    [TestCase("service.database_away", ExpectedResult = "503")]
    [TestCase("request.method_not_allowed", ExpectedResult = "405")]
    [TestCase("request.unsupported", ExpectedResult = "415")]
    public async Task<string> The_list_of_refusals_gives_the_status_they_are_answered_with(string code)
    {
        var page = await service.Anybody().GetStringAsync("/docs/errors");
        return Regex
            .Match(
                page[page.IndexOf($"id=\"{code}\"", StringComparison.Ordinal)..],
                ">(?<status>[0-9]{3})<",
                RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
            )
            .Groups["status"]
            .Value;
    }

    [Test]
    public async Task A_method_that_an_address_does_not_take_is_refused_with_the_status_of_the_list() =>
        Assert.That(await service.Anybody().DeleteAsync("/api/v1/organisations").Refusal(), Is.EqualTo("405 request.method_not_allowed"));

    private static string Guess(Match hole) =>
        hole.Value switch
        {
            "{id}" or "{item}" or "{mail}" or "{person}" => "01890a5d-ac96-774b-bcce-b302099a8057",
            "{number}" or "{version}" => "1",
            _ => "GA-1999-1",
        };

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
