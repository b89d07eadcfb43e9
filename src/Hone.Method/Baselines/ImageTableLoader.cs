using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Reads the data of a ladder where a table lists pictures: as the project reads them, because no folder is named after a label there.</summary>
internal static class ImageTableLoader
{
    /// <summary>Whether the data of the project are such pictures, and nothing else was asked for.</summary>
    /// <exception cref="BaselineException">Points were asked for, and there are none.</exception>
    public static bool Serves(Project project, LadderSource source)
    {
        bool isAsked = source.Path is null && source.TextColumn is null && source.Kind is (null or LadderKind.Images or LadderKind.Points);
        bool isThere = isAsked && project.Data.HasData && project.Data.Kind == DataKind.ImageTable;
        if (source.Kind == LadderKind.Points && !isThere)
        {
            throw new BaselineException(
                ExitCode.BadInput,
                "pictures and a table with their numbers, added to the project",
                source.Path is null ? project.Data.HasData ? $"data of kind {project.Data.Kind}" : "no data" : $"the path {source.Path}",
                "--kind points",
                "add them with hone data add, and run hone baseline without a path");
        }

        // Without this a table would be searched for a column with the name of the target, which several columns make up.
        if (!isThere && source.Path is null && source.Kind is null && project.Charter.TargetKind == TargetKind.Points)
        {
            throw new BaselineException(
                ExitCode.NotChecked,
                "pictures that a table lists: the ladder of several numbers an item is one of pictures",
                project.Data.HasData ? $"data of kind {project.Data.Kind}" : "no data",
                ProjectData.RawFolder,
                project.Data.HasData ? "store the means of the training items as a run of your own, and compare with it" : "add them: hone data add PATH");
        }

        return isThere;
    }

    /// <summary>Reads the pictures with their class, their number or their points.</summary>
    public static LadderTask Load(Project project, FrozenSplit split, LadderSource source, CancellationToken cancellationToken)
    {
        ProjectDataset data = project.Data.Load(cancellationToken);
        LadderRows rows = LadderRows.Of(split, data.Ids, ProjectData.RawFolder);
        if (data.Targets.Count == 0)
        {
            throw new BaselineException(
                ExitCode.BadInput,
                $"a column '{project.Charter.Target}', or several columns of numbers",
                $"the columns {string.Join(", ", data.Columns.Names.Take(12))}",
                ProjectData.RawFolder,
                "name the target in hone.json, or the columns of points with hone data add PATH --targets FIRST..LAST");
        }

        Func<int, ImageData> read = index => ImageFile.Read(data.Paths![index]).Image;
        if (!data.IsClassification)
        {
            return PointsLadder.Of(read, data.TruthOf, rows, cancellationToken);
        }

        return source.Kind == LadderKind.Points
            ? throw new BaselineException(ExitCode.BadInput, "numbers", $"classes in column '{data.Target}'", "--kind points", "leave --kind out")
            : ImageLadder.Of(read, [.. ProjectDataset.Texts(data.Columns[data.Target!]).Select(text => text ?? "")], rows, cancellationToken);
    }
}
