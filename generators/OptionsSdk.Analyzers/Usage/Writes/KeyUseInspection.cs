using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Analyzers.Usage.Keys;
using OptionsSdk.Analyzers.Validation;

namespace OptionsSdk.Analyzers.Usage.Writes;

/// <summary>Judges one call that takes keys.</summary>
internal sealed class KeyUseInspection(
    OperationAnalysisContext context, OptionSymbols symbols, KeyMembers members, Lazy<RuntimeKeys> runtime, KeyUse use, KeyMember member)
{
    private const OptionFlags Forbidden = OptionFlags.Immutable | OptionFlags.NoStore;

    public void Run()
    {
        var choices = Read();
        if (member.Operation == OptionOperation.Ask && choices.Count > 1)
        {
            // A question about several options is answered in several ways, unless none can be written.
            choices = [new([.. choices.SelectMany(static choice => choice.Keys)], choices.All(static choice => choice.IsComplete))];
        }

        if (member.Operation == OptionOperation.Register)
        {
            Registered(choices);
            return;
        }

        new UnknownKeys(context, symbols, runtime).Check(choices);
        var isRefused = member.Operation is not null && choices.Aggregate(false, (refused, choice) => Writable(choice) || refused);
        if (isRefused || choices is not [{ Single: { } key }] || Find(key) is not { } option)
        {
            return;
        }

        var fits = key.IsTyped && member.FixedKey is null || TypeFits(option, key);
        if (member.Operation is OptionOperation.Set or OptionOperation.Delete)
        {
            ChannelAllowed(option);
        }

        if (fits)
        {
            ValueObeys(option);
            TypedKeyUsed(option, key);
        }
    }

    private List<KeyChoice> Read()
    {
        var choices = new List<KeyChoice>();
        if (member.FixedKey is { } fixedKey)
        {
            choices.Add(new([new(fixedKey, use.Name, IsTyped: true, IsForeign: false)], IsComplete: true));
        }

        var reader = new KeyReader(symbols, members, context.CancellationToken);
        foreach (var argument in use.Arguments)
        {
            if (argument.Parameter is { } parameter && member.KeyParameters.Contains(parameter.Ordinal))
            {
                var isWritten = argument.ArgumentKind != ArgumentKind.DefaultValue;
                choices.AddRange(reader.Read(argument.Value).Select(choice => isWritten ? choice : choice with { Keys = [.. choice.Keys.Select(key => key with { Place = use.Name })] }));
            }
        }

        return choices;
    }

    private DeclaredOption? Find(KeyValue key) => symbols.Keys(context.CancellationToken).Find(key.Key);

    private void Registered(List<KeyChoice> choices)
    {
        foreach (var choice in choices.Where(choice => choice.IsComplete && choice.Keys.All(key => Find(key) is not null)))
        {
            foreach (var key in choice.Keys)
            {
                Report(UsageRules.RegisterDeclaredKey, key.Place, Find(key)!, key.Key, Owner(Find(key)!));
            }
        }
    }

    /// <summary>Reports the keys that cannot be written, and says whether there were any.</summary>
    private bool Writable(KeyChoice choice)
    {
        var refused = choice.Keys.Select(key => (Key: key, Option: Find(key))).Where(static pair => pair.Option is { } option && option.Facts.Has(Forbidden)).ToList();
        var isCertain = choice.IsComplete && refused.Count == choice.Keys.Count;
        if (refused.Count == 0 || !isCertain && (choice.IsGuarded || member.Operation == OptionOperation.Ask))
        {
            return false;
        }

        foreach (var (key, option) in refused)
        {
            var isImmutable = option!.Facts.Has(OptionFlags.Immutable);
            if (isCertain && member.Operation != OptionOperation.Ask)
            {
                Report(isImmutable ? UsageRules.WriteToImmutable : UsageRules.WriteToNoStore, key.Place, option, key.Key, Owner(option));
            }
            else
            {
                var rule = isCertain ? UsageRules.ForgoneAnswer : UsageRules.PossibleForbiddenWrite;
                Report(rule, key.Place, option, key.Key, Owner(option), isImmutable ? "immutable" : "never stored (NoStore)");
            }
        }

        return true;
    }

    private bool TypeFits(DeclaredOption option, KeyValue key)
    {
        var value = use.Argument(member.ValueParameter);
        var (given, place) = member.ValueType is { } argument
            ? (use.Type(argument), use.TypePlace(argument) ?? (value is null ? key.Place : use.Place(value)))
            : member.ValueParameter >= 0 && value is { ArgumentKind: ArgumentKind.Explicit }
                ? (Boxed(value.Value).Type, use.Place(value))
                : (null, key.Place);
        if (given is null || option.Property?.Type is not { } expected || !IsReal(given) || !IsReal(expected) || SymbolEqualityComparer.Default.Equals(given, expected))
        {
            return true;
        }

        var position = use.Operation.Syntax.SpanStart;
        var model = use.Operation.SemanticModel!;
        Report(UsageRules.ValueTypeMismatch, place, option, option.Key, Owner(option), Spelled(expected), Spelled(given));
        return false;

        string Spelled(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.None).ToMinimalDisplayString(model, position);
    }

    // What an object parameter is given, before it became an object.
    private static IOperation Boxed(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null, IsImplicit: true, Type.SpecialType: SpecialType.System_Object } conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }

    private static bool IsReal(ITypeSymbol type) => type switch
    {
        IErrorTypeSymbol or ITypeParameterSymbol or IDynamicTypeSymbol => false,
        IArrayTypeSymbol array => IsReal(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.All(IsReal),
        _ => true,
    };

    private void ChannelAllowed(DeclaredOption option)
    {
        if (use.Argument(member.ChannelParameter) is not { Value.ConstantValue: { HasValue: true, Value: int number } } argument)
        {
            return;
        }

        var needed = (OptionChannel)number switch
        {
            OptionChannel.Admin => OptionFlags.AdminModifiable,
            OptionChannel.Automator => OptionFlags.AutomatorModifiable,
            _ => OptionFlags.None,
        };
        if (needed != OptionFlags.None && !option.Facts.Has(needed))
        {
            Report(UsageRules.ChannelNotAllowed, use.Place(argument), option, (OptionChannel)number, option.Key, Owner(option), needed);
        }
    }

    private void ValueObeys(DeclaredOption option)
    {
        if (member.Operation is OptionOperation.Set or OptionOperation.Ask
            && option.Property is { } property
            && Value(property) is { ConstantValue: { HasValue: true, Value: { } constant } } value
            && IsOf(value.Type, property.Type)
            && OptionRules.FindError(property, option.Facts.Flags, constant) is { } problem)
        {
            Report(UsageRules.ValueBreaksRule, value.Syntax, option, option.Key, problem);
        }
    }

    private IOperation? Value(IPropertySymbol property)
    {
        var value = member.ValueParameter >= 0 ? use.Argument(member.ValueParameter)

            // The generated writing method of the group itself, which takes the value first.
            : member.FixedKey is not null && SymbolEqualityComparer.Default.Equals(use.Method.ContainingType, property.ContainingType) && use.Method.Parameters is [{ Name: "value" }, ..]
                ? use.Argument(0)
                : null;
        if (value is not { ArgumentKind: ArgumentKind.Explicit })
        {
            return null;
        }

        var operation = Boxed(value.Value);
        return operation is IConversionOperation { ConstantValue.HasValue: false, OperatorMethod: null } lifted && lifted.Operand.ConstantValue.HasValue ? lifted.Operand : operation;
    }

    private static bool IsOf(ITypeSymbol? given, ITypeSymbol expected) =>
        SymbolEqualityComparer.Default.Equals(given, expected) || SymbolEqualityComparer.Default.Equals(given, LeafTypes.WithoutNullable(expected));

    private void TypedKeyUsed(DeclaredOption option, KeyValue key)
    {
        if (key.IsTyped
            || use.Arguments.FirstOrDefault(argument => argument.ArgumentKind == ArgumentKind.Explicit && argument.Value.Syntax == key.Place) is not { Value.ConstantValue.HasValue: true, Parameter: { } parameter } argument
            || use.Operation.Parent is IAttributeOperation
            || TypedKey(option) is not { } typed)
        {
            return;
        }

        if (members.IsTypedKey((use.Operation as IObjectCreationOperation)?.Type))
        {
            Suggest(use.Operation.Syntax, typed);
        }
        else if (parameter.Type.SpecialType == SpecialType.System_String)
        {
            Suggest(key.Place, HasTypedOverload(parameter) ? typed : $"{typed}.Name");
        }

        void Suggest(SyntaxNode place, string replacement) => context.ReportDiagnostic(Diagnostic.Create(
            UsageRules.UseTypedKey, place.GetLocation(), Properties(option).Add("Replacement", replacement), option.Key, Owner(option), replacement));
    }

    private bool HasTypedOverload(IParameterSymbol parameter) => use.Method.ContainingType
        .GetMembers(use.Method.Name)
        .OfType<IMethodSymbol>()
        .Any(overload => parameter.Ordinal < overload.Parameters.Length && members.IsTypedKey(overload.Parameters[parameter.Ordinal].Type));

    /// <summary>The typed key as it is spelled here; null where there is none or it cannot be reached.</summary>
    private string? TypedKey(DeclaredOption option)
    {
        var key = option.TypedKey;
        if (key is null
            || !members.IsTypedKey(key.Type)
            || !GeneratedFile.IsOrigin(key)
            || use.Operation.SemanticModel is not { } model
            || !model.IsAccessible(use.Operation.Syntax.SpanStart, key))
        {
            return null;
        }

        var name = SyntaxFacts.GetKeywordKind(key.Name) == SyntaxKind.None ? key.Name : $"@{key.Name}";
        return $"{key.ContainingType.ToMinimalDisplayString(model, use.Operation.Syntax.SpanStart)}.{name}";
    }

    private string Owner(DeclaredOption option) =>
        SymbolEqualityComparer.Default.Equals(option.Assembly, context.Compilation.Assembly) ? option.Facts.GroupName : $"{option.Facts.GroupName} ({option.Assembly.Name})";

    private static ImmutableDictionary<string, string?> Properties(DeclaredOption option) => ImmutableDictionary<string, string?>.Empty.Add("Key", option.Key);

    // The declaration comes along, so that a fix finds it.
    private void Report(DiagnosticDescriptor rule, SyntaxNode place, DeclaredOption option, params object[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(
            rule,
            place.GetLocation(),
            option.Property?.Locations.Where(location => location.SourceTree is { } file && context.Compilation.ContainsSyntaxTree(file)) ?? [],
            Properties(option),
            arguments));
}
