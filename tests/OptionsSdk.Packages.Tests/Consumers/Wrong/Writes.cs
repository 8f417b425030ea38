using Contoso.Library;
using OptionsSdk;

namespace Wrong;

/// <summary>Writes what no program may write, because a library says so.</summary>
public static class Writes
{
    /// <summary>Tries it in two ways.</summary>
    /// <param name="options">Refuse it at run time too.</param>
    /// <returns>When the first was refused.</returns>
    public static async Task TryAsync(OptionManager options)
    {
        await options.SetAsync(CheckoutOptions.Keys.Currency, "USD"); // expect: OSDK2001
        await options.SetTextAsync("checkout.currency", "USD"); // expect: OSDK2001
    }
}
