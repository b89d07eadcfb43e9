namespace Hone.Method;

/// <summary>The options that decide the numbers of a first project, kept in <c>start.json</c> so that a resumed project has those that it began with.</summary>
internal sealed record StartSettings
{
    public const string FileName = "start.json";

    /// <summary>All images, or the bundled sample.</summary>
    public required bool Full { get; init; }

    /// <summary>The seed of everything random.</summary>
    public required long Seed { get; init; }

    /// <summary>Epochs of the training.</summary>
    public required int Epochs { get; init; }

    /// <summary>Share of the training part; null for all of it.</summary>
    public double? Subset { get; init; }

    public static StartSettings Of(StartOptions options) => new()
    {
        Full = options.Full,
        Seed = options.Seed,
        Epochs = options.Epochs ?? (options.Full ? StartOptions.FullEpochs : StartOptions.SampleEpochs),
        Subset = options.Subset,
    };

    /// <summary>What a project began with.</summary>
    /// <exception cref="ProjectException">The project was not made by <c>hone start</c>, or it was stopped before anything began.</exception>
    public static StartSettings Read(Project project)
    {
        string path = PathIn(project);
        if (!File.Exists(path))
        {
            throw new ProjectException(
                ExitCode.BadInput,
                $"a project that hone start began ({FileName})",
                "a project without it",
                project.Directory,
                "begin anew in another folder: hone start --dir NAME");
        }

        return MethodJson.ReadFile(path, MethodJson.Default.StartSettings, "begin anew in another folder: hone start --dir NAME");
    }

    public void Write(Project project) => MethodJson.WriteFile(PathIn(project), this, MethodJson.Default.StartSettings);

    private static string PathIn(Project project) => Path.Combine(project.Directory, FileName);
}
