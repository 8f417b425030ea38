using Contoso.Library;

namespace OldLanguageWithoutOptions;

/// <summary>Reads options of a library, and declares none.</summary>
public static class Basket
{
    /// <summary>Whether something more fits in.</summary>
    /// <param name="options">Say how much fits in.</param>
    /// <param name="count">What is in it.</param>
    /// <returns>Whether it does.</returns>
    public static bool HasRoom(CheckoutOptions options, int count) => count < options.BasketSize;
}
