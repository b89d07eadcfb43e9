using Hone.Nn;

namespace Hone.Learn;

public sealed partial class Predictor
{
    private string Where => $"Predictor of {_path}";

    private void CheckOutput()
    {
        if (Kind != PredictionKind.Numbers && Vocab.Count > 0 && Vocab.Count != OutputShape[0])
        {
            throw new HoneFormatException($"{_path}, model.json", null, $"As many names as the model has outputs, {OutputShape[0]}.", $"{Vocab.Count} names", "export the model again");
        }
    }

    /// <summary>Throws where the model sees several inputs, of which the caller can give one.</summary>
    private void RequireOneInput()
    {
        if (_inputs.Length > 1)
        {
            throw new HoneException("A model of one input.", $"one of {_inputs.Length}: {InputText}", Where, "use Predict or ComputeItems with a list of the inputs of an item, ComputeInputs with a tensor for each, or PredictFileGroups with files");
        }
    }

    private void Require(Tensor batch)
    {
        RequireOneInput();
        _inputs[0].Require(batch);
    }

    private void RequireRoom(Span<float> outputs, int count)
    {
        int width = OutputShape.ElementCount;
        if (outputs.Length < (long)count * width)
        {
            throw new ShapeException($"Room for {count} times {width} outputs.", $"room for {outputs.Length}", nameof(Predictor), "outputs need batch times OutputShape.ElementCount places");
        }
    }

    private static void RequireIds(IReadOnlyList<string>? ids, int count, string item)
    {
        if (ids is not null && ids.Count != count)
        {
            throw new ShapeException($"An identity for each {item}.", $"{ids.Count} identities for {count} {item}s", nameof(Predictor), "pass as many, or none");
        }
    }

    private void RequireLabels()
    {
        if (Kind != PredictionKind.Numbers && OutputShape.Rank == 1)
        {
            return;
        }

        string remedy = (_inputs.Length, IsSegmentation, IsNumbers, SeesTexts) switch
        {
            ( > 1, _, _, _) => "use ComputeItems or ComputeInputs, which give the outputs as they are",
            (_, true, _, _) => "use SegmentFiles or SegmentImage, which answer for each pixel",
            (_, _, true, true) => "use NumberFiles or ComputeTexts",
            (_, _, true, false) => "use NumberFiles",
            _ => "use Compute, which gives the outputs as they are",
        };
        throw new HoneException("A model that answers with classes or labels for the whole item.", $"{Kind} of shape {OutputShape}", Where, remedy);
    }
}
