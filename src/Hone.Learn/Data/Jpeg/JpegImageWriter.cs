namespace Hone.Learn.Data;

/// <summary>Joins the decoded components to an image.</summary>
internal static class JpegImageWriter
{
    public static ImageData Join(JpegFrame frame, JpegColorModel model)
    {
        int width = frame.OutputWidth;
        int height = frame.OutputHeight;
        int channels = model == JpegColorModel.Gray ? 1 : 3;
        var pixels = GC.AllocateUninitializedArray<byte>(width * height * channels);
        JpegRowSource[] sources = Array.ConvertAll(frame.Components, component => new JpegRowSource(frame, component));
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = pixels.AsSpan(y * width * channels, width * channels);
            switch (model)
            {
                case JpegColorModel.Gray:
                    sources[0].Row(y)[..width].CopyTo(row);
                    break;
                case JpegColorModel.Rgb:
                    JpegColors.FromRgb(sources[0].Row(y), sources[1].Row(y), sources[2].Row(y), row);
                    break;
                case JpegColorModel.Cmyk:
                    JpegColors.FromCmyk(sources[0].Row(y), sources[1].Row(y), sources[2].Row(y), sources[3].Row(y), row);
                    break;
                default:
                    JpegColors.FromYCbCr(sources[0].Row(y), sources[1].Row(y), sources[2].Row(y), row);
                    if (model == JpegColorModel.Ycck)
                    {
                        JpegColors.ApplyBlack(sources[3].Row(y), row);
                    }

                    break;
            }
        }

        return new ImageData(width, height, channels, pixels);
    }
}
