namespace OptionsSdk.Generators.Model;

/// <summary>
/// What a member of the user's class means to generated members: its name is taken, a constructor must be chained, or it implements
/// a hook that the generator declares.
/// </summary>
/// <param name="Name">The name; <c>.ctor</c> for constructors.</param>
/// <param name="Constructor">The chain to this constructor (<c>this()</c>), if generated constructors can and should chain to it.</param>
/// <param name="HookModifiers">The modifiers of a method that can implement a hook, such as <c>static partial</c>.</param>
/// <param name="HookValue">The name of that method's first parameter.</param>
/// <param name="HookError">The name of that method's second parameter.</param>
internal sealed record MemberModel(string Name, string? Constructor = null, string? HookModifiers = null, string? HookValue = null, string? HookError = null)
{
    public const string ConstructorName = ".ctor";
}
