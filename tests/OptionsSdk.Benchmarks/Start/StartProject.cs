using System.Globalization;
using System.Text;
using OptionsSdk.Benchmarks.Corpus;
using OptionsSdk.Generators;
using OptionsSdk.Sqlite;

namespace OptionsSdk.Benchmarks.Start;

/// <summary>An application of 1,500 options as files, with the same settings as its peers declare them.</summary>
internal static class StartProject
{
    public const int Groups = 150;

    public static void Write(string folder)
    {
        for (var number = 0; number < Groups; number++)
        {
            File.WriteAllText(Path.Combine(folder, $"Group{number}.cs"), CorpusSources.Group(number));
        }

        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Start", "Project")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(folder, "Plain.cs"), Plain());
        File.WriteAllText(Path.Combine(folder, "BigArray.cs"), BigArray());
        File.WriteAllText(Path.Combine(folder, "Configured.cs"), Configured());
        File.WriteAllText(Path.Combine(folder, "Corpus.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <LangVersion>14</LangVersion>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.EntityFrameworkCore.Sqlite" Version="10.0.15" />
                <PackageReference Include="Microsoft.Extensions.Hosting" Version="10.0.15" />
                <PackageReference Include="Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions" Version="10.0.15" />
                <Reference Include="{typeof(OptionManager).Assembly.Location}" />
                <Reference Include="{typeof(SqliteOptionDatabase).Assembly.Location}" />
                <Reference Include="{Path.Combine(AppContext.BaseDirectory, "OptionsSdk.Relational.dll")}" />
                <Analyzer Include="{typeof(OptionGroupGenerator).Assembly.Location}" />
              </ItemGroup>
            </Project>
            """);
    }

    private static (string Name, string Type, string Default) Option(int option) => (option % 5) switch
    {
        0 => ($"Limit{option}", "int", $"{option}"),
        1 => ($"Host{option}", "string", $"\"host-{option}\""),
        2 => ($"Enabled{option}", "bool", "true"),
        3 => ($"Timeout{option}", "TimeSpan", $"TimeSpan.FromSeconds({option})"),
        _ => ($"Rate{option}", "double", "0.5"),
    };

    private static string Key(int number, string name) => $"part{number}.{char.ToLowerInvariant(name[0])}{name[1..]}";

    private static string Plain()
    {
        var text = new StringBuilder("namespace Corpus.Start;\n");
        for (var number = 0; number < Groups; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"internal sealed class Plain{number}\n{{\n");
            for (var option = 0; option < CorpusSources.OptionsPerGroup; option++)
            {
                var (name, type, value) = Option(option);
                text.Append(CultureInfo.InvariantCulture, $"    [Setting(\"{Key(number, name)}\", {option % 3})] public {type} {name} {{ get; set; }} = {value};\n");
            }

            text.Append("}\n");
        }

        text.Append("internal static class PlainTypes\n{\n    public static Type[] All => [");
        text.AppendJoin(", ", Enumerable.Range(0, Groups).Select(static number => $"typeof(Plain{number})"));
        return text.Append("];\n}\n").ToString();
    }

    private static string BigArray()
    {
        var text = new StringBuilder("namespace Corpus.Start;\ninternal static class BigArray\n{\n    public static Entry[] Create() => new Entry[]\n    {\n");
        for (var number = 0; number < Groups; number++)
        {
            for (var option = 0; option < CorpusSources.OptionsPerGroup; option++)
            {
                var (name, type, value) = Option(option);
                text.Append(CultureInfo.InvariantCulture, $"        new(\"{Key(number, name)}\", {option % 3}, typeof({type}), {value}),\n");
            }
        }

        return text.Append("    };\n}\n").ToString();
    }

    private static string Configured()
    {
        var text = new StringBuilder("""
            using Microsoft.Extensions.Configuration;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.Extensions.Options;
            namespace Corpus.Start;
            internal static class Configured
            {
                public static object ResolveAll()
                {
                    var settings = new ConfigurationBuilder().AddInMemoryCollection([new("part0:host1", "from-settings")]).Build();
                    var services = new ServiceCollection();

            """);
        for (var number = 0; number < Groups; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"        services.Configure<Plain{number}>(settings.GetSection(\"part{number}\"));\n");
        }

        text.Append("        var provider = services.BuildServiceProvider();\n");
        for (var number = 0; number < Groups; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"        _ = provider.GetRequiredService<IOptions<Plain{number}>>().Value;\n");
        }

        return text.Append("        return provider;\n    }\n}\n").ToString();
    }
}
