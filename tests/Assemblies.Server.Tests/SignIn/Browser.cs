using System.Net;
using System.Text.RegularExpressions;

namespace Assemblies.Server.Tests.SignIn;

/// <summary>A browser as far as cookies, origin and redirects go: what it is answered, and what it keeps.</summary>
internal sealed partial class Browser(TestService service, string agent = Browser.Firefox) : IDisposable
{
    public const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private readonly CookieContainer cookies = new();
    private HttpClient? client;

    private HttpClient Client => client ??= Make();

    public IEnumerable<Cookie> Cookies => cookies.GetAllCookies();

    public Task<HttpResponseMessage> Get(string address) => Client.GetAsync(address);

    public async Task<string> Read(string address)
    {
        using var answer = await Get(address);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Sends a form of a page, as the page gives it: handler and key, and what is typed.</summary>
    public async Task<HttpResponseMessage> Send(string address, string form, params (string Name, string Value)[] typed)
    {
        var page = await Read(address);
        return await Post(
            address,
            [("_handler", form), ("_key", Key().Match(page) is { Success: true } key ? key.Groups["key"].Value : ""), .. typed]
        );
    }

    public Task<HttpResponseMessage> Post(string address, params (string Name, string Value)[] typed) =>
        Client.PostAsync(address, new FormUrlEncodedContent(typed.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public void Dispose() => client?.Dispose();

    private HttpClient Make()
    {
        var made = new HttpClient(
            new HttpClientHandler
            {
                AllowAutoRedirect = false,
                UseCookies = true,
                CookieContainer = cookies,
            }
        )
        {
            BaseAddress = service.Address,
        };
        made.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        made.DefaultRequestHeaders.UserAgent.ParseAdd(agent);
        made.DefaultRequestHeaders.Accept.ParseAdd("text/html, */*;q=0.8");
        return made;
    }

    [GeneratedRegex("name=\"_key\" value=\"(?<key>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Key();
}
