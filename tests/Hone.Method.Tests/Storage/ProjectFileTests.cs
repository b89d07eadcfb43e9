namespace Hone.Method.Tests;

public sealed class ProjectFileTests
{
    private const int UnixNoSpace = 28;

    [Fact]
    public void A_crash_while_writing_leaves_the_old_content_and_no_rubbish()
    {
        using var folder = new TemporaryFolder();
        string path = folder["a.json"];
        ProjectFile.WriteText(path, "old");

        Assert.Throws<InvalidOperationException>(() => ProjectFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException("crash");
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void The_destination_does_not_exist_before_everything_is_written()
    {
        using var folder = new TemporaryFolder();
        string path = folder["new.bin"];

        ProjectFile.Write(path, stream =>
        {
            stream.Write("all of it"u8);
            stream.Flush();
            Assert.False(File.Exists(path));
        });

        Assert.Equal("all of it", File.ReadAllText(path));
    }

    [Fact]
    public void A_full_disk_names_the_path_and_the_free_bytes_and_keeps_the_old_file()
    {
        using var folder = new TemporaryFolder();
        string path = folder["a.json"];
        ProjectFile.WriteText(path, "old");

        StorageException error = Assert.Throws<StorageException>(() => ProjectFile.Write(path, _ => throw new IOException("No space left on device", UnixNoSpace)));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Matches(@"the disk is full: [\d,]+ bytes free", error.Message);
        Assert.Equal(ExitCode.Refused, error.ExitCode);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_names_the_path()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "not a folder");
        string path = Path.Combine(folder["file"], "below", "a.json");

        StorageException error = Assert.Throws<StorageException>(() => ProjectFile.WriteText(path, "x"));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_read_only_file_system_is_named_as_such()
    {
        StorageException denied = DiskErrors.Translate(new UnauthorizedAccessException("Access denied"), "/x/y");

        Assert.Contains("a folder that can be written to", denied.Message, StringComparison.Ordinal);
        Assert.Contains("/x/y", denied.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_has_four_lines_at_most()
    {
        StorageException error = DiskErrors.Translate(new IOException("No space left on device", UnixNoSpace), "/x/y");

        Assert.Equal(4, error.Message.Split('\n').Length);
    }
}
