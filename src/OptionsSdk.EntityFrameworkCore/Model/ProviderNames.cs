namespace OptionsSdk.EntityFrameworkCore.Model;

/// <summary>The providers that the library knows by name.</summary>
internal static class ProviderNames
{
    public const string InMemory = "Microsoft.EntityFrameworkCore.InMemory";
    public const string MySql = "Pomelo.EntityFrameworkCore.MySql";
    public const string PostgreSql = "Npgsql.EntityFrameworkCore.PostgreSQL";
    public const string Sqlite = "Microsoft.EntityFrameworkCore.Sqlite";
    public const string SqlServer = "Microsoft.EntityFrameworkCore.SqlServer";
}
