using System.Text.Json.Nodes;

namespace Hone.Method.Tests;

public sealed class JsonLinesTests
{
    [Fact]
    public void Lines_come_back_in_order()
    {
        using var folder = new TemporaryFolder();
        Write(folder["a.jsonl"], 3);

        JsonLinesFile file = JsonLinesFile.Read(folder["a.jsonl"]);

        Assert.Equal([0, 1, 2], file.Rows.Select(row => row.GetProperty("step").GetInt32()));
        Assert.Empty(file.Damaged);
    }

    [Fact]
    public void A_line_is_readable_while_the_writer_is_still_open()
    {
        using var folder = new TemporaryFolder();
        using var writer = new JsonLinesWriter(folder["a.jsonl"]);

        writer.Append(new JsonObject { ["step"] = 7 });

        Assert.Equal(7, JsonLinesFile.Read(folder["a.jsonl"]).Rows.Single().GetProperty("step").GetInt32());
    }

    [Fact]
    public void Whatever_byte_the_file_is_torn_at_every_earlier_line_is_read()
    {
        using var folder = new TemporaryFolder();
        string path = folder["a.jsonl"];
        Write(path, 4);
        byte[] whole = File.ReadAllBytes(path);
        int[] ends = Enumerable.Range(0, whole.Length).Where(i => whole[i] == '\n').ToArray();
        for (int length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);

            JsonLinesFile file = JsonLinesFile.Read(path);

            // A line whose last brace was written is whole, with or without its line feed.
            int complete = ends.Count(end => end <= length);
            Assert.Equal(complete, file.Rows.Count);
            bool clean = length == 0 || whole[length - 1] == '\n' || ends.Contains(length);
            Assert.Equal(clean ? 0 : 1, file.Damaged.Count);
            Assert.All(file.Damaged, line => Assert.Equal((complete + 1, true), (line.Number, line.IsLast)));
        }
    }

    [Fact]
    public void A_new_line_is_not_glued_to_a_torn_one()
    {
        using var folder = new TemporaryFolder();
        string path = folder["a.jsonl"];
        File.WriteAllText(path, "{\"step\":1}\n{\"st");

        using (var writer = new JsonLinesWriter(path))
        {
            writer.Append(new JsonObject { ["step"] = 2 });
        }

        JsonLinesFile file = JsonLinesFile.Read(path);
        Assert.Equal([1, 2], file.Rows.Select(row => row.GetProperty("step").GetInt32()));
        Assert.Equal((2, false), (file.Damaged.Single().Number, file.Damaged.Single().IsLast));
    }

    [Fact]
    public void A_missing_file_has_no_rows()
    {
        using var folder = new TemporaryFolder();

        Assert.Empty(JsonLinesFile.Read(folder["none.jsonl"]).Rows);
    }

    [Fact]
    public void A_full_disk_is_told_with_the_path()
    {
        // Linux has a file that is always full; elsewhere the translation is covered by the tests of AtomicFile.
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var writer = new JsonLinesWriter("/dev/full");

        StorageException error = Assert.Throws<StorageException>(() => writer.Append(new JsonObject { ["step"] = 1 }));

        Assert.Contains("the disk is full", error.Message, StringComparison.Ordinal);
        Assert.Contains("/dev/full", error.Message, StringComparison.Ordinal);
    }

    private static void Write(string path, int count)
    {
        using var writer = new JsonLinesWriter(path);
        for (int i = 0; i < count; i++)
        {
            writer.Append(new JsonObject { ["step"] = i, ["train/loss"] = 1.0 / (i + 1) });
        }

        writer.Sync();
    }
}
