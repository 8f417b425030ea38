using Microsoft.Data.Sqlite;

namespace OptionsSdk.EntityFrameworkCore.Tests;

/// <summary>An SQLite file that is removed at the end of a test.</summary>
public sealed class SqliteFile : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("optionssdk-ef-");

    public string Path => System.IO.Path.Combine(_directory.FullName, "options.db");

    public string ConnectionString => $"Data Source={Path}";

    public void Execute(string sql)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public object? Query(string sql)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public void Dispose()
    {
        SqliteConnection.ClearPool(new(ConnectionString));
        _directory.Delete(recursive: true);
    }
}
