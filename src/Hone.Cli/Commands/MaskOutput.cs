using System.Globalization;
using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Cli;

/// <summary>What <c>hone predict</c> does with a model that answers for each pixel: shares of the classes, and masks as files.</summary>
internal sealed class MaskOutput
{
    private const string Where = "hone predict";

    private readonly CliHost _host;
    private readonly PredictorEnsemble _predictor;
    private readonly string[] _files;
    private readonly string? _folder;

    /// <param name="host">The environment.</param>
    /// <param name="predictor">The model.</param>
    /// <param name="files">The images as they were typed.</param>
    /// <param name="folder">Where masks go, as it was typed; null for none.</param>
    /// <exception cref="UsageException">Two masks would have one name, or a mask that of an image.</exception>
    public MaskOutput(CliHost host, PredictorEnsemble predictor, string[] files, string? folder)
    {
        _host = host;
        _predictor = predictor;
        _files = files;
        _folder = folder;
        if (folder is not null)
        {
            RequireNames();
        }
    }

    /// <summary>Prints the shares of each file; false when a file could not be read.</summary>
    public bool Show()
    {
        Screen screen = Screen.OfOutput(_host);
        Screen errors = Screen.OfError(_host);
        bool isComplete = true;
        foreach (FileSegmentation result in Results())
        {
            if (result.Segmentation is { } segmentation)
            {
                screen.Line(Screen.Styled(result.Path, "bold"));
                screen.Paragraph("  ", 2, Shares(segmentation));
                if (_folder is not null)
                {
                    Segmentation picture = segmentation.AtPictureSize();
                    string mask = Store(result.Path, picture);
                    screen.Paragraph("  ", 2, $"mask of {picture.Width}x{picture.Height} pixels in {mask}{Unseen(segmentation)}", "dim");
                }
            }
            else
            {
                isComplete = false;
                ErrorPrinter.Print(errors, result.Error!);
            }
        }

        return isComplete;
    }

    /// <summary>Prints all shares as JSON; false when a file could not be read.</summary>
    public bool WriteJson(string model, FoldsJson? folds)
    {
        Screen progress = Screen.OfError(_host);
        var masks = new List<SegmentationJson>();
        var errors = new List<FileErrorJson>();
        foreach (FileSegmentation result in Results())
        {
            if (result.Segmentation is { } segmentation)
            {
                Segmentation shown = _folder is null ? segmentation : segmentation.AtPictureSize();
                string? mask = _folder is null ? null : Store(result.Path, shown);
                masks.Add(SegmentationJson.Of(result.Path, mask, segmentation) with { Height = shown.Height, Width = shown.Width });
            }
            else
            {
                errors.Add(FileErrorJson.Of(result.Path, result.Error!));
            }

            progress.Live($"{masks.Count + errors.Count} of {_files.Length} files");
        }

        progress.EndLive();
        CliJson.Write(_host.Out, new SegmentJson(model, masks, errors, folds), CliJson.Default.SegmentJson);
        return errors.Count == 0;
    }

    /// <summary>Classes that have pixels, the largest first.</summary>
    private static string Shares(Segmentation segmentation)
    {
        IEnumerable<int> present = Enumerable.Range(0, segmentation.Shares.Count).Where(i => segmentation.Shares[i] > 0).OrderByDescending(i => segmentation.Shares[i]);
        return string.Join(", ", present.Select(i => string.Create(CultureInfo.InvariantCulture, $"{segmentation.NameOf(i)} {100 * segmentation.Shares[i]:0.0}%")));
    }

    private IEnumerable<FileSegmentation> Results() => _predictor
        .SegmentFiles([.. _files.Select(Full)], _host.CancellationToken)
        .Select((result, i) => result with { Path = _files[i] });

    private string Full(string path) => Path.GetFullPath(path, _host.WorkingDirectory);

    private string MaskOf(string file) => Path.Combine(_folder!, Path.GetFileNameWithoutExtension(file) + ".png");

    /// <summary>A mask has the size of its picture; where a crop hid a part of it from the model, the nearest answer stands, and this says how much.</summary>
    private static string Unseen(Segmentation segmentation)
    {
        double unseen = 1 - segmentation.SeenShare;
        return unseen == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"; the model did not see {100 * unseen:0.0}% of the picture, which take the nearest class");
    }

    /// <summary>Writes a mask.</summary>
    private string Store(string file, Segmentation segmentation)
    {
        string mask = MaskOf(file);
        try
        {
            Directory.CreateDirectory(Full(_folder!));
            Png.Write(Full(mask), segmentation.ToImage());
            return mask;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HoneDataException("A folder that masks can be written to.", error.Message, Full(mask), "choose another folder after --out", error);
        }
    }

    // A mask has the name of its image: nothing may be written over an image or over another mask of this call.
    private void RequireNames()
    {
        HashSet<string> images = [.. _files.Select(Full)];
        var masks = new Dictionary<string, string>();
        foreach (string file in _files)
        {
            string mask = Full(MaskOf(file));
            if (images.Contains(mask))
            {
                throw new UsageException("a folder after --out that holds none of the images", $"'{_folder}', where the mask of {file} would take the place of an image", Where, "choose another folder");
            }

            if (!masks.TryAdd(mask, file))
            {
                throw new UsageException("images whose names differ, because masks are named after them", $"{masks[mask]} and {file}", Where, "predict them one by one, each with its own folder after --out");
            }
        }
    }
}
