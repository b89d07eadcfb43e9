namespace Hone.Nn;

/// <summary>Where a file of a repository is in the cache.</summary>
internal sealed class HubPlace
{
    private const int CommitLength = 40;

    private HubPlace(string repository, string revision, string file, HubOptions options)
    {
        Repository = repository;
        Revision = revision;
        File = file;
        Options = options;
        Folder = Path.Combine(options.CacheFolder, "models--" + repository.Replace("/", "--", StringComparison.Ordinal));
    }

    public string Repository { get; }

    public string Revision { get; }

    public string File { get; }

    public HubOptions Options { get; }

    /// <summary>The folder of the repository.</summary>
    public string Folder { get; }

    /// <summary>Checks the names, none of which may lead out of the cache.</summary>
    public static HubPlace Create(string repository, string revision, string file, HubOptions options)
    {
        Require(repository, "A repository ORG/NAME or NAME", 2);
        Require(revision, "A branch, tag or commit", int.MaxValue);
        Require(file, "A file inside the repository", int.MaxValue);
        return new HubPlace(repository, revision, file, options);
    }

    public static bool IsCommit(string text) => text.Length == CommitLength && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The path in the cache; null when the file is not there.</summary>
    public string? Find()
    {
        string? commit = Commit();
        string? path = commit is null ? null : Snapshot(commit);
        return path is not null && System.IO.File.Exists(path) ? path : null;
    }

    public string Snapshot(string commit) => Path.Combine([Folder, "snapshots", commit, .. File.Split('/')]);

    public string Reference() => Path.Combine([Folder, "refs", .. Revision.Split('/')]);

    /// <summary>What the cache has, for messages.</summary>
    public string Describe()
    {
        if (!Directory.Exists(Folder))
        {
            return "no folder of this repository";
        }

        return Commit() is { } commit ? $"commit {commit} without this file" : $"the repository without the revision {Revision}";
    }

    private string? Commit()
    {
        if (IsCommit(Revision))
        {
            return Revision;
        }

        string path = Reference();
        if (!System.IO.File.Exists(path))
        {
            return null;
        }

        string text = System.IO.File.ReadAllText(path).Trim();
        return IsCommit(text) ? text : throw new HoneFormatException(path, 0, $"A reference holds a commit of {CommitLength} hexadecimal digits.", $"{text.Length} characters", "delete the reference and download again");
    }

    private static void Require(string name, string what, int mostParts)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        string[] parts = name.Split('/');
        bool good = parts.Length <= mostParts && Array.TrueForAll(parts, part =>
            part.Length > 0 && part is not ("." or "..") && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));
        if (!good)
        {
            throw new HoneException($"{what}, of letters, digits, \"-\", \"_\" and \".\".", $"\"{name}\"", nameof(Hub), "write the name as the repository's page shows it");
        }
    }
}
