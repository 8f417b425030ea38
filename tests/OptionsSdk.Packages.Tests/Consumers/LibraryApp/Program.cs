using Contoso.Library;
using LibraryApp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OptionsSdk;

var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
builder.Services.AddOptionsSdk().UseSqlite($"Data Source={args[0]}").StartAs(StartupMode.Required);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
using var host = builder.Build();
await host.StartAsync().ConfigureAwait(false);

var checkout = host.Services.GetRequiredService<CheckoutOptions>();
var front = host.Services.GetRequiredService<StoreFrontOptions>();
Console.WriteLine($"found {front.Title}, {checkout.BasketSize} in {checkout.Currency}");
await checkout.SetBasketSizeAsync(checkout.BasketSize + 1, by: "app").ConfigureAwait(false);
await front.SetTitleAsync("Open shop", by: "app").ConfigureAwait(false);
Console.WriteLine($"wrote {front.Title}, {checkout.BasketSize} in {checkout.Currency}");

await host.StopAsync().ConfigureAwait(false);
